package org.openemr.aws.functions.mail;

/** Lines of bytes, which end with a line feed. */
final class Lines {

    private Lines() {}

    /** Where the line that begins at a position ends: behind its line feed, or with the bytes. */
    static int endOf(byte[] bytes, int position) {
        var end = position;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return Math.min(end + 1, bytes.length);
    }
}
