package org.openemr.aws.operator.rehearsal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Programs;

/**
 * Where a rehearsal works: the checkout, a directory for what it writes, and programs that know of no account of AWS.
 *
 * @param checkout the root of the checkout
 * @param directory for everything that is written
 * @param environment what programs get
 * @param limit how long a program may run: one that hangs must not hang the rehearsal
 */
record Workshop(Path checkout, Path directory, Map<String, String> environment, Duration limit) {

    /** Several times what the longest deployment takes. */
    private static final Duration LIMIT = Duration.ofMinutes(10);

    /** The account that the emulator makes of these digits as an access key. */
    static final String ACCOUNT = "111122223333";

    static final String REGION = "us-east-1";

    /**
     * A workshop whose programs reach the emulator and nothing else: whatever the surroundings say of accounts, profiles and endpoints is
     * taken away.
     *
     * @param port where the emulator will listen
     */
    static Workshop of(Path checkout, Map<String, String> surroundings, int port) {
        var environment = new TreeMap<>(surroundings);
        environment.keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("CDK_DEFAULT_"));
        environment.putAll(Map.of(
                "AWS_ENDPOINT_URL",
                "http://127.0.0.1:" + port,
                "AWS_ACCESS_KEY_ID",
                ACCOUNT,
                "AWS_SECRET_ACCESS_KEY",
                "rehearsal",
                "AWS_REGION",
                REGION,
                "AWS_CONFIG_FILE",
                "/dev/null",
                "AWS_SHARED_CREDENTIALS_FILE",
                "/dev/null"));
        try {
            return new Workshop(
                    checkout,
                    Files.createDirectories(checkout.resolve("target/rehearsal")),
                    Map.copyOf(environment),
                    LIMIT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path log() {
        return directory.resolve("output.log");
    }

    /**
     * Runs a program to its end; its output goes to the log. Returns its exit status.
     *
     * @throws Failure when it does not end within the limit
     */
    int run(List<String> command) {
        try {
            Files.writeString(
                    log(),
                    "\n$ " + String.join(" ", command) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            var process = new Programs(checkout, environment).startLogged(log(), command);
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw Failure.failed("%s did not end within %d seconds: see %s"
                        .formatted(String.join(" ", command), limit.toSeconds(), log()));
            }
            return process.exitValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.failed("Interrupted while " + command.get(0) + " ran.");
        }
    }

    /**
     * Runs a program that must succeed.
     *
     * @throws Failure when it does not
     */
    void must(List<String> command) {
        var status = run(command);
        if (status != 0) {
            throw Failure.failed("%s ended with status %d: see %s".formatted(String.join(" ", command), status, log()));
        }
    }
}
