package org.openemr.aws.operator.imports;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of a file in an archive, which are held against what the archive says of it. */
final class CountedContent extends FilterInputStream {

    private static final int BUFFER = 1 << 16;

    private final ArchivedEntry entry;
    private final ArchiveRules rules;
    private long count;

    CountedContent(ArchivedEntry entry, InputStream content, ArchiveRules rules) {
        super(content);
        this.entry = entry;
        this.rules = rules;
    }

    @Override
    public int read() throws IOException {
        var value = super.read();
        if (value >= 0) {
            count(1);
        }
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        var read = super.read(target, offset, length);
        if (read > 0) {
            count(read);
        }
        return read;
    }

    private void count(int more) {
        count += more;
        rules.read(entry, count, more);
    }

    /** What nobody wanted is read, too: it may be more than it says. */
    void readToEnd() throws IOException {
        if (entry.kind() == ArchivedEntry.Kind.FILE) {
            var waste = new byte[BUFFER];
            while (read(waste, 0, waste.length) >= 0) {
                // only counted
            }
            rules.end(entry, count);
        }
    }
}
