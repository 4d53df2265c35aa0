package org.openemr.aws.functions.mail;

import jakarta.mail.internet.MimeUtility;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** Text of headers: read into one line that cannot begin another header, and written so that every server takes it. */
final class HeaderText {

    private static final Pattern LINE_BREAKS = Pattern.compile("[\\t\\r\\n\\x0B\\f\\x85\\u2028\\u2029]+ *");
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\p{Cs}]");
    private static final Pattern PLAIN_ADDRESS = Pattern.compile(
            "[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+");
    private static final int FIRST_BEYOND_ASCII = 0x80;

    /** RFC 5321, section 4.5.3.1.3, without the angle brackets. */
    private static final int LONGEST_ADDRESS = 254;

    private static final Pattern PLAIN_TEXT = Pattern.compile("[\\x20-\\x7E]*");
    private static final Pattern LONG_WORD = Pattern.compile("\\S{70,}");

    /** Bytes of UTF-8 in one encoded word, which may have 75 characters (RFC 2047, section 2). */
    private static final int BYTES_OF_A_WORD = 45;

    private HeaderText() {}

    /** A header as it was read, byte by byte: what is UTF-8 without any encoding (RFC 6532) becomes readable. */
    static String fromBytes(String header) {
        var bytes = header.getBytes(StandardCharsets.ISO_8859_1);
        return Utf8.isValid(bytes) ? new String(bytes, StandardCharsets.UTF_8) : header;
    }

    /** Takes out everything that could end the line. */
    static String oneLine(String text) {
        var joined = LINE_BREAKS.matcher(text).replaceAll(" ");
        return CONTROLS.matcher(joined).replaceAll("").strip();
    }

    /** Readable text of a header: unfolded, encoded words decoded where they can be, in one line. */
    static String decoded(String text) {
        return oneLine(EncodedWords.decode(oneLine(text)));
    }

    /** Whether a header as it was read, byte by byte, is text beyond doubt: ASCII or UTF-8, with no control characters. */
    static boolean isReadable(String header) {
        return Utf8.isValid(header.getBytes(StandardCharsets.ISO_8859_1))
                && header.replace("\r\n", "")
                        .chars()
                        .noneMatch(character -> Character.isISOControl(character)
                                && character < FIRST_BEYOND_ASCII
                                && character != '\t'
                                && character != '\n');
    }

    static boolean isPlainAddress(String address) {
        return address != null
                && address.length() <= LONGEST_ADDRESS
                && PLAIN_ADDRESS.matcher(address).matches();
    }

    /** A header's value in ASCII and short lines; text in other letters, and words that cannot be folded, are encoded. */
    static String encoded(String name, String text) {
        var plain = PLAIN_TEXT.matcher(text).matches()
                && !text.contains("=?")
                && !LONG_WORD.matcher(text).find();
        return plain ? MimeUtility.fold(name.length() + 2, text) : encodedWords(text);
    }

    private static String encodedWords(String text) {
        var words = new StringBuilder();
        var word = new StringBuilder();
        text.codePoints().forEach(point -> {
            var character = Character.toString(point);
            if ((word + character).getBytes(StandardCharsets.UTF_8).length > BYTES_OF_A_WORD) {
                append(words, word.toString());
                word.setLength(0);
            }
            word.append(character);
        });
        append(words, word.toString());
        return words.toString();
    }

    private static void append(StringBuilder words, String word) {
        words.append(words.isEmpty() ? "" : "\r\n ")
                .append("=?UTF-8?B?")
                .append(Base64.getEncoder().encodeToString(word.getBytes(StandardCharsets.UTF_8)))
                .append("?=");
    }
}
