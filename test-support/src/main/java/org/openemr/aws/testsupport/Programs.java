package org.openemr.aws.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs programs of this machine. */
public final class Programs {

    private Programs() {}

    /**
     * Runs one to its end.
     *
     * @param input what it gets on its standard input
     * @return what it printed
     */
    public static String run(String input, List<String> command) {
        return run(input.getBytes(StandardCharsets.UTF_8), command);
    }

    /**
     * Runs one to its end.
     *
     * @param input what it gets on its standard input, byte by byte
     * @return what it printed
     */
    public static String run(byte[] input, List<String> command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var stream = process.getOutputStream()) {
                stream.write(input);
            }
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command.get(0) + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
