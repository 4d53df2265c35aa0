package org.openemr.aws.testsupport;

import java.nio.file.Path;
import java.util.Objects;

/** The root of this checkout, which the build hands to the tests. */
public final class ProjectRoot {

    private ProjectRoot() {}

    /** A file or directory, by its path from the root. */
    public static Path resolve(String path) {
        return Path.of(Objects.requireNonNull(System.getProperty("project.root"), "project.root is not set"))
                .resolve(path);
    }
}
