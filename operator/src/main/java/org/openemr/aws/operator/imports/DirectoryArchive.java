package org.openemr.aws.operator.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** A directory; links are seen, and not followed. */
record DirectoryArchive(Path root) implements Archive {

    @Override
    public void visit(Visitor visitor) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                visitor.visit(
                        entry(directory, attributes, ArchivedEntry.Kind.DIRECTORY), InputStream.nullInputStream());
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    try (var content = Files.newInputStream(file)) {
                        visitor.visit(entry(file, attributes, ArchivedEntry.Kind.FILE), content);
                    }
                } else {
                    var kind = attributes.isSymbolicLink() ? ArchivedEntry.Kind.LINK : ArchivedEntry.Kind.PIPE;
                    visitor.visit(entry(file, attributes, kind), InputStream.nullInputStream());
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private ArchivedEntry entry(Path path, BasicFileAttributes attributes, ArchivedEntry.Kind kind) {
        return new ArchivedEntry(
                root.relativize(path).toString(),
                kind,
                attributes.size(),
                attributes.lastModifiedTime().toInstant());
    }

    @Override
    public long packedSize() {
        return 0;
    }
}
