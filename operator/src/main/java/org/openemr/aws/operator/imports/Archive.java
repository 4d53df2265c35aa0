package org.openemr.aws.operator.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openemr.aws.operator.Failure;

/** Files somewhere: in a directory, a zip file, or a tar file, plain or packed with gzip. Any number of passes see the same. */
interface Archive {

    /** What a pass does with each entry. */
    interface Visitor {

        /**
         * Sees an entry.
         *
         * @param content its bytes, which end with it; it is not closed
         */
        void visit(ArchivedEntry entry, InputStream content) throws IOException;
    }

    /** Goes through it once, in its order. */
    void visit(Visitor visitor) throws IOException;

    /** How large it is, packed as it is; 0 when nothing is packed. */
    long packedSize() throws IOException;

    /**
     * What a path is.
     *
     * @throws Failure when it is nothing of these
     */
    static Archive of(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return new DirectoryArchive(path);
        }
        if (!Files.isRegularFile(path)) {
            throw Failure.usage("There is no file or directory " + path);
        }
        try (var begin = Files.newInputStream(path)) {
            var first = begin.readNBytes(4);
            var isZip = first.length == 4 && first[0] == 'P' && first[1] == 'K';
            return isZip ? new ZipArchive(path) : new TarArchive(path);
        }
    }
}
