package org.openemr.aws.operator.output;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;

/**
 * Folds whole lines at the width of the terminal. A line that is not ended when it is flushed, such as a question or a bar, stays as it is, and
 * so does a command that people copy.
 */
final class FoldedWriter extends FilterWriter {

    /** What fits everywhere. */
    private static final int SHORT = 40;

    private static final Pattern COMMAND = Pattern.compile(" *(npx|openemr|aws) .*");

    private final IntSupplier width;
    private final StringBuilder line = new StringBuilder();
    private boolean begun;

    /**
     * A writer of folded lines.
     *
     * @param width in characters, asked when it is needed
     */
    FoldedWriter(Writer out, IntSupplier width) {
        super(out);
        this.width = width;
    }

    @Override
    public void write(int character) throws IOException {
        if (character == '\n') {
            end();
        } else {
            line.append((char) character);
        }
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        for (var position = offset; position < offset + length; position++) {
            write(text[position]);
        }
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        for (var position = offset; position < offset + length; position++) {
            write(text.charAt(position));
        }
    }

    @Override
    public void flush() throws IOException {
        if (line.length() > 0) {
            out.write(line.toString());
            line.setLength(0);
            begun = true;
        }
        super.flush();
    }

    /** A person ended the line that was begun, by an answer. */
    void answered() {
        begun = false;
    }

    private void end() throws IOException {
        var whole = line.toString();
        var fits = begun || whole.length() <= SHORT || COMMAND.matcher(whole).matches();
        out.write((fits ? whole : String.join("\n", Fold.line(whole, width.getAsInt()))) + "\n");
        line.setLength(0);
        begun = false;
    }
}
