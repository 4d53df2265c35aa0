package org.openemr.aws.operator.output;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/**
 * Shows characters that would steer a terminal instead of sending them: what is written comes from logs, from databases and from AWS, and a
 * patient's name may carry an escape code. Lines, also those that end with
 * CR and LF, and tabs stay what they are.
 *
 * <p>Controls of ASCII become their pictures (U+2400 and on), all others {@code \}{@code u009b}, which is an escape of JSON too: results in
 * JSON stay JSON, where controls of ASCII are escaped already.
 */
final class ShownWriter extends FilterWriter {

    private static final char PICTURES = '\u2400';

    ShownWriter(Writer out) {
        super(out);
    }

    @Override
    public void write(int character) throws IOException {
        out.write(shown((char) character));
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        write(new String(text, offset, length), 0, length);
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        var shown = new StringBuilder(length);
        for (var position = offset; position < offset + length; position++) {
            var character = text.charAt(position);
            var endsLine = character == '\r' && position + 1 < offset + length && text.charAt(position + 1) == '\n';
            shown.append(endsLine ? String.valueOf(character) : shown(character));
        }
        out.write(shown.toString());
    }

    private static String shown(char character) {
        if (character == '\n' || character == '\t') {
            return String.valueOf(character);
        }
        if (character < ' ') {
            return String.valueOf((char) (PICTURES + character));
        }
        return steers(character) ? "\\u%04x".formatted((int) character) : String.valueOf(character);
    }

    /** Controls beyond ASCII, and those that turn the direction of writing (Unicode, UAX 9). */
    private static boolean steers(char character) {
        return Character.isISOControl(character)
                || (character >= '\u202A' && character <= '\u202E')
                || (character >= '\u2066' && character <= '\u2069')
                || character == '\u2028'
                || character == '\u2029';
    }
}
