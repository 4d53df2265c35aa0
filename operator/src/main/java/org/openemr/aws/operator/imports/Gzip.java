package org.openemr.aws.operator.imports;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Files that may be packed with gzip. */
final class Gzip {

    private static final int BUFFER = 1 << 16;
    private static final int MAGIC = 0x1F8B;

    private Gzip() {}

    /** What is in a file: unpacked, when its first bytes say that it is packed. */
    static InputStream open(Path file) throws IOException {
        var source = new PushbackInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER), 2);
        var begin = source.readNBytes(2);
        source.unread(begin);
        var packed = begin.length == 2 && (((begin[0] & 0xFF) << 8) | (begin[1] & 0xFF)) == MAGIC;
        return packed ? new GZIPInputStream(source, BUFFER) : source;
    }
}
