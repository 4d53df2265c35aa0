package org.openemr.aws.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openemr.aws.constructs.asset.Checkout;

/**
 * The templates kept in {@code app/src/test/snapshots}: one file for each distinct template, and an index that says which
 * configurations have it. Run the tests with {@code -Dsnapshots=update} to write them anew.
 */
final class Snapshots {

    private static final boolean UPDATE = "update".equals(System.getProperty("snapshots"));
    private static final String INDEX = "index.txt";

    private Snapshots() {}

    /** The templates of today, by stack and in the order of configurations. */
    static List<Snapshot> current() {
        var byStack = new TreeMap<String, Map<String, List<Configuration>>>();
        Arrays.stream(Configuration.values())
                .forEach(configuration -> SynthesisedInstallation.of(configuration)
                        .forEach((stack, template) -> {
                            if (configuration.keeps(stack)) {
                                byStack.computeIfAbsent(stack, key -> new LinkedHashMap<>())
                                        .computeIfAbsent(Snapshot.normalised(template), key -> new ArrayList<>())
                                        .add(configuration);
                            }
                        }));
        return byStack.entrySet().stream()
                .flatMap(stack -> stack.getValue().entrySet().stream()
                        .map(template -> new Snapshot(stack.getKey(), template.getValue(), template.getKey())))
                .toList();
    }

    /** Writes the templates of today when the build runs with {@code -Dsnapshots=update}, and removes what is not kept any more. */
    static void updateWhenAsked(List<Snapshot> current) throws IOException {
        if (UPDATE) {
            for (var file : files()) {
                Files.delete(directory().resolve(file));
            }
            for (var snapshot : current) {
                var file = directory().resolve(snapshot.file());
                Files.createDirectories(file.getParent());
                Files.writeString(file, snapshot.text());
            }
            Files.write(
                    directory().resolve(INDEX),
                    current.stream().map(Snapshot::indexed).toList());
        }
    }

    /** The lines of the index that is kept. */
    static List<String> index() {
        try {
            return Files.readAllLines(directory().resolve(INDEX));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The template that is kept in a file. */
    static String kept(String file) {
        try {
            return Files.readString(directory().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files of templates that are kept, sorted. */
    static List<String> files() {
        var directory = directory();
        try (var paths = Files.walk(directory)) {
            return paths.filter(path -> path.toString().endsWith(".json"))
                    .map(path -> directory.relativize(path).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path directory() {
        return Checkout.root().resolve("app/src/test/snapshots");
    }
}
