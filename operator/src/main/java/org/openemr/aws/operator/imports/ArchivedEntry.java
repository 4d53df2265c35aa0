package org.openemr.aws.operator.imports;

import java.time.Instant;

/**
 * Something in an archive.
 *
 * @param name as it stands there
 * @param kind what it is
 * @param size in bytes, as the archive says
 * @param modified when it was changed last
 */
record ArchivedEntry(String name, Kind kind, long size, Instant modified) {

    /** What something is. Only files and directories come along. */
    enum Kind {
        FILE("a file"),
        DIRECTORY("a directory"),
        LINK("a link"),
        DEVICE("a device"),
        PIPE("a pipe or socket"),
        SPARSE("a file with holes"),
        LOCKED("encrypted, or packed in a way that cannot be read"),
        UNKNOWN("of a kind that is unknown");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }
}
