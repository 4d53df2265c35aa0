package org.openemr.aws.functions.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is between the delimiters of a multipart (RFC 2046, section 5.1.1). The line break before a delimiter belongs to it.
 *
 * @param parts each with its headers
 * @param isClear whether every reader finds the same parts: nothing behind the end, no line that could be a delimiter
 */
record BodyParts(List<byte[]> parts, boolean isClear) {

    private static final int LONGEST_PREAMBLE = 100;
    private static final int DEEPEST_NESTING = 40;
    private static final int DEEPEST_OF_LARGE = 16;
    private static final int LARGE = 4_000_000;

    /** Whether parts inside of a body are looked into: each level takes its size in memory again. */
    static boolean mayNest(int depth, byte[] body) {
        return depth < (body.length > LARGE ? DEEPEST_OF_LARGE : DEEPEST_NESTING);
    }

    static BodyParts of(byte[] body, String boundary) {
        var delimiter = "--" + boundary;
        var parts = new ArrayList<byte[]>();
        var isClear = true;
        var linesBefore = 0;
        var begin = -1;
        var ended = false;
        for (var position = 0; position < body.length; position = Lines.endOf(body, position)) {
            var line = line(body, position);
            var isDelimiter = line.equals(delimiter);
            var isEnd = line.equals(delimiter + "--");
            isClear &= isDelimiter || isEnd || !line.startsWith(delimiter);
            if (ended) {
                isClear &= line.isBlank();
            } else if (begin < 0 && !isDelimiter && !isEnd) {
                // One line for people whose program cannot read what follows; more may be a message.
                linesBefore += line.isBlank() ? 0 : 1;
                isClear &= linesBefore <= 1 && line.length() <= LONGEST_PREAMBLE;
            } else if (isDelimiter || isEnd) {
                if (begin >= 0) {
                    parts.add(withoutLineBreak(body, begin, position));
                }
                begin = Lines.endOf(body, position);
                ended = isEnd;
            }
        }
        if (!ended && begin >= 0 && begin < body.length) {
            parts.add(Arrays.copyOfRange(body, begin, body.length));
        }
        return new BodyParts(parts, isClear);
    }

    /** The line at a position without what ends it: blanks there come from gateways. */
    private static String line(byte[] body, int position) {
        return new String(body, position, Lines.endOf(body, position) - position, StandardCharsets.ISO_8859_1)
                .stripTrailing();
    }

    private static byte[] withoutLineBreak(byte[] body, int begin, int delimiter) {
        var end = delimiter;
        if (end > begin && body[end - 1] == '\n') {
            end--;
        }
        if (end > begin && body[end - 1] == '\r') {
            end--;
        }
        return Arrays.copyOfRange(body, begin, end);
    }
}
