package org.openemr.aws.operator.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** A zip file, by its directory: what lies between the files of it is not read. */
record ZipArchive(Path file) implements Archive {

    private static final int TYPE = 0170000;
    private static final int REGULAR = 0100000;
    private static final int DIRECTORY = 0040000;
    private static final int LINK = 0120000;

    @Override
    public void visit(Visitor visitor) throws IOException {
        try (var zip = ZipFile.builder().setPath(file).get()) {
            for (var entry : Collections.list(zip.getEntries())) {
                var kind = kind(zip, entry);
                var described = new ArchivedEntry(
                        entry.getName(),
                        kind,
                        entry.getSize(),
                        entry.getLastModifiedTime().toInstant());
                if (kind == ArchivedEntry.Kind.FILE) {
                    try (var content = zip.getInputStream(entry)) {
                        visitor.visit(described, content);
                    }
                } else {
                    visitor.visit(described, InputStream.nullInputStream());
                }
            }
        }
    }

    private static ArchivedEntry.Kind kind(ZipFile zip, ZipArchiveEntry entry) {
        var type = entry.getUnixMode() & TYPE;
        if (type == LINK) {
            return ArchivedEntry.Kind.LINK;
        }
        if (type != 0 && type != REGULAR && type != DIRECTORY) {
            return ArchivedEntry.Kind.DEVICE;
        }
        if (entry.isDirectory()) {
            return ArchivedEntry.Kind.DIRECTORY;
        }
        return zip.canReadEntryData(entry) ? ArchivedEntry.Kind.FILE : ArchivedEntry.Kind.LOCKED;
    }

    @Override
    public long packedSize() throws IOException {
        return Files.size(file);
    }
}
