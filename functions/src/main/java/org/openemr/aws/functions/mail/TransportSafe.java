package org.openemr.aws.functions.mail;

/**
 * What every mail server passes on unchanged: 7-bit characters without NUL, lines that end with CR and LF and have at most
 * 998 characters (RFC 5322, section 2.1.1).
 */
final class TransportSafe {

    private static final int LONGEST_LINE = 998;

    /** Of a header that belongs to content, with colon and blank. */
    private static final int LONGEST_NAME = 40;

    private TransportSafe() {}

    static boolean isSafe(byte[] content) {
        var length = 0;
        for (var position = 0; position < content.length; position++) {
            var character = content[position];
            if (character <= 0 || character == '\n') {
                return false;
            }
            if (character == '\r') {
                position++;
                if (position == content.length || content[position] != '\n') {
                    return false;
                }
                length = 0;
            } else if (++length > LONGEST_LINE) {
                return false;
            }
        }
        return true;
    }

    /** Whether a header line, which may be folded, can be passed on. */
    static boolean isSafe(String headerLine) {
        return headerLine
                        .replace("\r\n", "")
                        .chars()
                        .allMatch(character -> character == '\t' || (character >= ' ' && character < 0x7F))
                && headerLine.lines().allMatch(line -> line.length() <= LONGEST_LINE - LONGEST_NAME);
    }
}
