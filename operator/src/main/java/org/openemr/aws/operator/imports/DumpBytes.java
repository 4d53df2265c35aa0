package org.openemr.aws.operator.imports;

import java.io.IOException;
import java.io.InputStream;
import org.openemr.aws.operator.Failure;

/** The bytes of a dump, with some to look ahead at. A dump may mix character sets: SQL's own signs are ASCII in all of those that it may be in. */
final class DumpBytes {

    static final int END = -1;

    private static final int AT_ONCE = 1 << 16;
    private static final int LOOK_AHEAD = 64;

    private final InputStream source;
    private final byte[] buffer = new byte[AT_ONCE];
    private int position;
    private int limit;
    private long line = 1;
    private boolean ended;

    DumpBytes(InputStream source) {
        this.source = source;
    }

    /** The line of the next byte, from 1. */
    long line() {
        return line;
    }

    /** The next byte, 0 to 255, or {@link #END}. */
    int next() throws IOException {
        if (position == limit && !fill()) {
            return END;
        }
        var value = buffer[position++] & 0xFF;
        if (value == '\n') {
            line++;
        }
        return value;
    }

    /** The byte so many after the next one, without taking it. */
    int peek(int offset) throws IOException {
        while (position + offset >= limit && fill()) {
            // until it is there, or the end
        }
        return position + offset < limit ? buffer[position + offset] & 0xFF : END;
    }

    /** Whether a text, in ASCII, comes next. */
    boolean startsWith(String text) throws IOException {
        if (text.length() > LOOK_AHEAD) {
            throw new IllegalArgumentException(text);
        }
        for (var index = 0; index < text.length(); index++) {
            if (peek(index) != text.charAt(index)) {
                return false;
            }
        }
        return true;
    }

    void skip(int bytes) throws IOException {
        for (var count = 0; count < bytes; count++) {
            next();
        }
    }

    private boolean fill() throws IOException {
        if (ended) {
            return false;
        }
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        limit -= position;
        position = 0;
        var read = source.read(buffer, limit, buffer.length - limit);
        if (read <= 0) {
            ended = true;
            return false;
        }
        limit += read;
        return true;
    }

    Failure refuse(String why) {
        return Failure.failed("The dump, line %d: %s".formatted(line, why));
    }
}
