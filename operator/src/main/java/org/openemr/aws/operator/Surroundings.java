package org.openemr.aws.operator;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.openemr.aws.operator.output.Terminal;

/**
 * Everything outside of the program that commands touch, so that tests can give their own.
 *
 * @param environment the environment's variables
 * @param directory the checkout, whose {@code cdk.json} commands read: the nearest folder above that has one, else {@code here}
 * @param here where the command was started, and where the files are that people name
 * @param userDirectory the user's own directory, below which tokens are kept
 * @param terminal where people read and answer
 * @param programs starts other programs
 * @param pause waits between two looks at something that takes time
 */
public record Surroundings(
        Map<String, String> environment,
        Path directory,
        Path here,
        Path userDirectory,
        Terminal terminal,
        Programs programs,
        Pause pause,
        Clock clock) {

    /** The surroundings of this process. */
    public static Surroundings ofThisProcess() {
        var environment = System.getenv();
        var here = Path.of("").toAbsolutePath();
        var directory = checkout(here);
        return new Surroundings(
                environment,
                directory,
                here,
                Path.of(System.getProperty("user.home")),
                Terminal.ofThisProcess(environment),
                new Programs(directory, environment),
                Pause.REAL,
                Clock.systemUTC());
    }

    /** How long what people wait for took last time. */
    public Durations durations() {
        return new Durations(environment, userDirectory);
    }

    private static Path checkout(Path here) {
        return Stream.iterate(here, Objects::nonNull, Path::getParent)
                .filter(folder -> Files.exists(folder.resolve("cdk.json")))
                .findFirst()
                .orElse(here);
    }
}
