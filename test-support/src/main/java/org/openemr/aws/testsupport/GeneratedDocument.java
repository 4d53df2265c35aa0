package org.openemr.aws.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/**
 * A document that the build makes from the code and keeps in the repository.
 *
 * @param path where it is kept, from the root of the checkout
 * @param content what it must hold
 */
public record GeneratedDocument(String path, String content) {

    private static final boolean UPDATE = "update".equals(System.getProperty("references"));

    /** Fails when what is kept is not what it must be. */
    public void assertCurrent() {
        assertThat(kept())
                .as("%s is stale: run mvn verify -Dreferences=update", path)
                .isEqualTo(content);
    }

    /** What is kept; written anew first when the build runs with {@code -Dreferences=update}. */
    private String kept() {
        var file = ProjectRoot.resolve(path);
        try {
            if (UPDATE) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, content);
            }
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
