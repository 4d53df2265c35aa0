package org.openemr.aws.constructs.asset;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds files of this checkout whatever directory a command is started from. */
public final class Checkout {

    private Checkout() {}

    /**
     * The root of the checkout: the nearest directory with a cdk.json above this program, else above the working
     * directory (when the program was installed elsewhere).
     *
     * @throws IllegalStateException when there is none
     */
    public static Path root() {
        var program = codeLocation();
        var workingDirectory = Path.of("").toAbsolutePath();
        return nearestWithCdkJson(program)
                .or(() -> nearestWithCdkJson(workingDirectory))
                .orElseThrow(() -> new IllegalStateException(
                        "No cdk.json above %s or %s: run this from a checkout".formatted(program, workingDirectory)));
    }

    private static Optional<Path> nearestWithCdkJson(Path start) {
        return Stream.iterate(start, Objects::nonNull, Path::getParent)
                .filter(directory -> Files.isRegularFile(directory.resolve("cdk.json")))
                .findFirst();
    }

    /**
     * A file that the build makes.
     *
     * @param path its path from the root of the checkout
     * @throws IllegalStateException when it has not been built
     */
    public static Path built(String path) {
        var file = root().resolve(path);
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException(file + " is missing: build it with `mvn package`");
        }
        return file;
    }

    private static Path codeLocation() {
        try {
            return Path.of(Checkout.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("Cannot tell where this program is installed", e);
        }
    }
}
