package org.openemr.aws.constructs.asset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Scripts, programs and definitions that are files of their own beside a class. */
public final class ResourceFile {

    private ResourceFile() {}

    /**
     * Reads one.
     *
     * @param name its path from the package of the class
     * @throws IllegalStateException when it is not there
     */
    public static String read(Class<?> beside, String name) {
        try (var stream = beside.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is missing beside " + beside.getName());
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
