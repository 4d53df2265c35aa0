package org.openemr.aws.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this project, as the build wrote it down. */
public final class ProjectVersion {

    private ProjectVersion() {}

    /** For example {@code 1.0.0}. */
    public static String current() {
        try (var stream = ProjectVersion.class.getResourceAsStream("project.properties")) {
            var properties = new Properties();
            properties.load(stream);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
