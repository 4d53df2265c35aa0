package org.openemr.aws.operator;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.openemr.aws.operator.output.Terminal;

/**
 * Everything outside of the program that commands touch, so that tests can give their own.
 *
 * @param environment the environment's variables
 * @param directory where the command was started; {@code cdk.json} is looked for here
 * @param userDirectory the user's own directory, below which tokens are kept
 * @param terminal where people read and answer
 * @param programs starts other programs
 * @param pause waits between two looks at something that takes time
 */
public record Surroundings(
        Map<String, String> environment,
        Path directory,
        Path userDirectory,
        Terminal terminal,
        Programs programs,
        Pause pause,
        Clock clock) {

    /** The surroundings of this process. */
    public static Surroundings ofThisProcess() {
        var environment = System.getenv();
        var directory = Path.of("").toAbsolutePath();
        return new Surroundings(
                environment,
                directory,
                Path.of(System.getProperty("user.home")),
                Terminal.ofThisProcess(environment),
                new Programs(directory, environment),
                Pause.REAL,
                Clock.systemUTC());
    }
}
