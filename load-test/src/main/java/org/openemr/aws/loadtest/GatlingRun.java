package org.openemr.aws.loadtest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One run of Gatling, in a program of its own: it ends its program itself. */
final class GatlingRun {

    /** What Gatling ends with when thresholds are not kept. */
    static final int THRESHOLDS_NOT_KEPT = 2;

    /** How a run ended, and what it printed. */
    record Outcome(int status, String printed) {}

    private final Path results;
    private final List<String> virtualMachineOptions;

    /**
     * Runs whose reports go to a directory.
     *
     * @param virtualMachineOptions more of them, for example another trust store
     */
    GatlingRun(Path results, List<String> virtualMachineOptions) {
        this.results = results;
        this.virtualMachineOptions = virtualMachineOptions;
    }

    /**
     * Runs to the end; if this program is ended before, so is the load.
     *
     * @param shown gets each line that is printed
     */
    Outcome start(Scenario scenario, RunSettings settings, Consumer<String> shown) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // https://docs.gatling.io/integrations/build-tools/
                "--add-opens=java.base/java.lang=ALL-UNNAMED"));
        command.addAll(virtualMachineOptions);
        command.addAll(settings.properties());
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "io.gatling.app.Gatling",
                "--simulation",
                scenario.simulation().getName(),
                "--results-folder",
                results.toString(),
                "--run-description",
                "%s, %d users, %d s, %s".formatted(scenario, settings.users(), settings.seconds(), settings.target())));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var end = new Thread(process::destroy);
            Runtime.getRuntime().addShutdownHook(end);
            process.getOutputStream().close();
            var printed = read(process, shown);
            var status = process.waitFor();
            Runtime.getRuntime().removeShutdownHook(end);
            return new Outcome(status, printed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String read(Process process, Consumer<String> shown) throws IOException {
        var printed = new StringBuilder();
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                shown.accept(line);
                printed.append(line).append('\n');
            }
        }
        return printed.toString();
    }
}
