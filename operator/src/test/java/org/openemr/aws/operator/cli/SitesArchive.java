package org.openemr.aws.operator.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A tar file of a site. */
final class SitesArchive {

    private SitesArchive() {}

    /**
     * With files.
     *
     * @param content names and contents, one after the other
     */
    static byte[] of(String... content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            for (var index = 0; index < content.length; index += 2) {
                var entry = new TarArchiveEntry(content[index]);
                var text = content[index + 1].getBytes(StandardCharsets.UTF_8);
                entry.setSize(text.length);
                tar.putArchiveEntry(entry);
                tar.write(text);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }
}
