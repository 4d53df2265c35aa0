package org.openemr.aws.operator.imports;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** A tar file, plain or packed with gzip. */
record TarArchive(Path file) implements Archive {

    @Override
    public void visit(Visitor visitor) throws IOException {
        try (var tar = new TarArchiveInputStream(Gzip.open(file), StandardCharsets.UTF_8.name())) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                visitor.visit(
                        new ArchivedEntry(
                                entry.getName(),
                                kind(entry),
                                entry.getSize(),
                                entry.getLastModifiedTime().toInstant()),
                        tar);
            }
        }
    }

    private static ArchivedEntry.Kind kind(TarArchiveEntry entry) {
        if (entry.isSymbolicLink() || entry.isLink()) {
            return ArchivedEntry.Kind.LINK;
        }
        if (entry.isCharacterDevice() || entry.isBlockDevice()) {
            return ArchivedEntry.Kind.DEVICE;
        }
        if (entry.isFIFO()) {
            return ArchivedEntry.Kind.PIPE;
        }
        if (entry.isSparse()) {
            return ArchivedEntry.Kind.SPARSE;
        }
        if (entry.isDirectory()) {
            return ArchivedEntry.Kind.DIRECTORY;
        }
        return entry.isFile() ? ArchivedEntry.Kind.FILE : ArchivedEntry.Kind.UNKNOWN;
    }

    @Override
    public long packedSize() throws IOException {
        return Files.size(file);
    }
}
