package org.openemr.aws.operator;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How long what people wait for took last time, in a file of the user: for whoever waits again. What cannot be read or written is left out, for
 * nothing depends on it.
 */
public final class Durations {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path file;

    /** Those below {@code XDG_STATE_HOME} or {@code ~/.local/state}. */
    Durations(Map<String, String> environment, Path userDirectory) {
        file = UserFolder.of(environment, "XDG_STATE_HOME", userDirectory.resolve(".local/state"))
                .resolve("durations.json");
    }

    /** How long it took last time, if anybody waited for it here. */
    public Optional<Duration> last(String what) {
        return Optional.ofNullable(seconds().get(what)).map(Duration::ofSeconds);
    }

    /** Keeps how long it took. */
    public void took(String what, Duration duration) {
        var seconds = seconds();
        seconds.put(what, duration.toSeconds());
        try {
            Files.createDirectories(file.getParent());
            var fresh = Files.createTempFile(file.getParent(), "durations", ".json");
            MAPPER.writeValue(fresh.toFile(), seconds);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // Next time nobody is told.
        }
    }

    private Map<String, Long> seconds() {
        try {
            return Files.exists(file)
                    ? new TreeMap<>(MAPPER.readValue(file.toFile(), new TypeReference<Map<String, Long>>() {}))
                    : new TreeMap<>();
        } catch (IOException e) {
            return new TreeMap<>();
        }
    }
}
