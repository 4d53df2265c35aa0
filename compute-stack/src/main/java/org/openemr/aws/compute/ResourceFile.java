package org.openemr.aws.compute;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Reads scripts, programs and definitions that are files of their own beside this class. */
final class ResourceFile {

    private ResourceFile() {}

    static String read(String name) {
        try (var stream = ResourceFile.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is missing from the jar of compute-stack");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
