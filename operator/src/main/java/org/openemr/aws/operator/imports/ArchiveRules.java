package org.openemr.aws.operator.imports;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import org.openemr.aws.operator.Failure;

/** What may be in an archive: so many files and directories, each once, below one root. One pass needs one of these. */
final class ArchiveRules {

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_PATH = 1024;
    private static final int DEEPEST = 64;

    private final ArchiveLimits limits;
    private final long packedSize;
    private final Set<String> files = new HashSet<>();
    private final Set<String> directories = new HashSet<>();
    private long entries;
    private long bytes;

    /**
     * Rules for one pass.
     *
     * @param packedSize how large the archive is; 0 when nothing is packed
     */
    ArchiveRules(ArchiveLimits limits, long packedSize) {
        this.limits = limits;
        this.packedSize = packedSize;
    }

    /**
     * The path of an entry below the root, without {@code ./}; empty for the root itself.
     *
     * @throws Failure when it must not be there
     */
    String accepted(ArchivedEntry entry) {
        if (++entries > limits.entries() || directories.size() > limits.entries()) {
            throw Failure.failed("The archive has more than %d entries.".formatted(limits.entries()));
        }
        var path = path(entry.name());
        if (entry.kind() != ArchivedEntry.Kind.FILE && entry.kind() != ArchivedEntry.Kind.DIRECTORY) {
            throw refuse(
                    entry.name(),
                    "it is %s. Pack the files without: tar --dereference follows links"
                            .formatted(entry.kind().words()));
        }
        if (entry.kind() == ArchivedEntry.Kind.FILE) {
            acceptFile(entry, path);
        } else if (files.contains(path)) {
            throw refuse(entry.name(), "it is a file and a directory");
        } else {
            directories.add(path);
        }
        acceptParents(entry.name(), path);
        return path;
    }

    private void acceptFile(ArchivedEntry entry, String path) {
        if (path.isEmpty()) {
            throw refuse(entry.name(), "it has no name");
        }
        if (directories.contains(path)) {
            throw refuse(entry.name(), "it is a file and a directory");
        }
        if (!files.add(path)) {
            throw refuse(entry.name(), "it is there twice");
        }
        if (entry.size() < 0) {
            throw refuse(entry.name(), "its size is not known");
        }
    }

    private void acceptParents(String name, String path) {
        for (var slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            var parent = path.substring(0, slash);
            if (files.contains(parent)) {
                throw refuse(name, "it lies in a file");
            }
            if (!directories.add(parent)) {
                return;
            }
        }
    }

    /**
     * Counts what was really there.
     *
     * @throws Failure when that is more than may be
     */
    void read(ArchivedEntry entry, long content, long more) {
        bytes += more;
        if (content > entry.size()) {
            throw refuse(entry.name(), "it holds more than it says");
        }
        if (bytes > limits.bytes()) {
            throw Failure.failed("The archive holds more than %d bytes.".formatted(limits.bytes()));
        }
        if (packedSize > 0 && bytes > limits.mostUnpacked(packedSize)) {
            throw refuse(entry.name(), "it is packed so tightly that it can be no document");
        }
    }

    /** The end of a file. */
    void end(ArchivedEntry entry, long content) {
        if (content != entry.size()) {
            throw refuse(entry.name(), "it holds less than it says: it was cut off");
        }
    }

    private static String path(String name) {
        if (name.chars().anyMatch(character -> character < ' ' || character == 127 || character == '\\')) {
            throw refuse(name, "its name holds a control character or a backslash");
        }
        if (name.indexOf('\uFFFD') >= 0) {
            throw refuse(name, "its name is not written in UTF-8: pack on a system that does");
        }
        if (name.startsWith("/") || name.matches("[A-Za-z]:.*")) {
            throw refuse(name, "its path begins at a root");
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
            throw refuse(name.substring(0, 80) + "...", "its path is longer than %d bytes".formatted(LONGEST_PATH));
        }
        var parts = new ArrayList<String>();
        for (var part : name.split("/", -1)) {
            if (part.equals("..")) {
                throw refuse(name, "its path leads outside");
            }
            if (part.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
                throw refuse(part.substring(0, 80) + "...", "its name is longer than %d bytes".formatted(LONGEST_NAME));
            }
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        if (parts.size() > DEEPEST) {
            throw refuse(parts.get(0) + "/...", "it lies deeper than %d directories".formatted(DEEPEST));
        }
        return String.join("/", parts);
    }

    private static Failure refuse(String name, String why) {
        var shown = name.replaceAll("[^ -~]", "?");
        return Failure.failed("The archive is refused at %s: %s.".formatted(shown, why));
    }
}
