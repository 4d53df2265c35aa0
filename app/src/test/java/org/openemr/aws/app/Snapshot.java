package org.openemr.aws.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.openemr.aws.contracts.Checkout;
import org.openemr.aws.contracts.ProjectVersion;
import org.openemr.aws.contracts.fixtures.SynthesisedTemplate;

/**
 * The template of one stack in one configuration as it is kept in {@code app/src/test/snapshots}. What changes with every
 * build and says nothing is left out: hashes of assets and the
 * version of the project. Run the tests with {@code -Dsnapshots=update} to write them anew.
 */
record Snapshot(Configuration configuration, String stack) {

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    private static final boolean UPDATE = "update".equals(System.getProperty("snapshots"));

    /** The template in the form that is kept. */
    static String normalised(SynthesisedTemplate template) {
        try {
            var sorted = MAPPER.treeToValue(template.json(), Object.class);
            return MAPPER.writerWithDefaultPrettyPrinter()
                            .writeValueAsString(sorted)
                            .replaceAll("[0-9a-f]{64}", "<hash>")
                            .replace('"' + ProjectVersion.current() + '"', "\"<version>\"")
                    + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The kept template; empty when there is none. The new one is written first when snapshots are updated. */
    Optional<String> keptAfter(String current) {
        try {
            if (UPDATE) {
                Files.createDirectories(file().getParent());
                Files.writeString(file(), current);
            }
            return Files.exists(file()) ? Optional.of(Files.readString(file())) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file() {
        return Checkout.root()
                .resolve("app/src/test/snapshots")
                .resolve(configuration.directory())
                .resolve(stack + ".json");
    }
}
