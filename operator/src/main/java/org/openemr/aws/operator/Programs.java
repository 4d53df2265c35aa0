package org.openemr.aws.operator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Starts other programs. What is secret goes into their environment, never onto their command line.
 *
 * @param directory where they run
 * @param environment the variables they get; {@code PATH} says where they are
 */
public record Programs(Path directory, Map<String, String> environment) {

    private static final int SECONDS_FOR_AN_ANSWER = 20;

    /** What a program printed, and how it ended. */
    public record Answer(int status, String text) {}

    /** The same, without variables that are not meant for them. */
    public Programs without(Set<String> variables) {
        var fewer = new TreeMap<>(environment);
        fewer.keySet().removeAll(variables);
        return new Programs(directory, fewer);
    }

    /** Where a program is, when it is installed; a path is what it is. */
    public Optional<Path> find(String name) {
        if (Path.of(name).isAbsolute()) {
            return Optional.of(Path.of(name)).filter(Files::isExecutable);
        }
        return Stream.of(environment.getOrDefault("PATH", "").split(":"))
                .filter(entry -> !entry.isBlank())
                .map(entry -> Path.of(entry, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Runs a program that ends soon, and takes what it prints; empty when it is not installed, does not end or says nothing. */
    public Optional<Answer> ask(String... command) {
        return find(command[0]).flatMap(program -> {
            try {
                return answer(builder(program, List.of(command), Map.of())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start());
            } catch (IOException e) {
                return Optional.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        });
    }

    private static Optional<Answer> answer(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        try {
            var text = CompletableFuture.supplyAsync(() -> text(process))
                    .get(SECONDS_FOR_AN_ANSWER, TimeUnit.SECONDS)
                    .strip();
            return text.isEmpty() ? Optional.empty() : Optional.of(new Answer(process.waitFor(), text));
        } catch (TimeoutException | ExecutionException e) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            return Optional.empty();
        }
    }

    private static String text(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts a program that shares this terminal, and ends with this one: a signal to this process alone must not leave a deployment that begins
     * later.
     *
     * @param more variables that only this program gets
     * @throws Failure when it is not installed
     */
    public Process start(Map<String, String> more, List<String> command) {
        try {
            var process = builder(installed(command), command, more).inheritIO().start();
            var end = new Thread(() -> end(process));
            Runtime.getRuntime().addShutdownHook(end);
            var unused = process.onExit().thenRun(() -> forget(end));
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Itself first: a script whose child ends goes on with its next line. */
    private static void end(Process process) {
        var descendants = process.descendants().toList();
        process.destroy();
        descendants.forEach(ProcessHandle::destroy);
    }

    private static void forget(Thread end) {
        try {
            Runtime.getRuntime().removeShutdownHook(end);
        } catch (IllegalStateException e) {
            // This program ends already.
        }
    }

    /** Starts a program whose output goes behind what is in a file. */
    public Process startLogged(Path log, List<String> command) {
        try {
            return builder(installed(command), command, Map.of())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a program that shares this terminal to its end; returns its exit status. */
    public int run(Map<String, String> more, List<String> command) {
        try {
            return start(more, command).waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.failed("Interrupted while " + command.get(0) + " ran.");
        }
    }

    /** Runs a program that reads a text and shows nothing; returns its exit status. */
    public int feed(String text, List<String> command) {
        try {
            var process = builder(installed(command), command, Map.of())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var input = process.getOutputStream()) {
                input.write(text.getBytes(StandardCharsets.UTF_8));
            }
            return process.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.failed("Interrupted while " + command.get(0) + " ran.");
        }
    }

    private Path installed(List<String> command) {
        return find(command.get(0))
                .orElseThrow(() -> Failure.notReady(command.get(0)
                        + " is not on the PATH. `openemr doctor` says what is missing and how to get it."));
    }

    private ProcessBuilder builder(Path program, List<String> command, Map<String, String> more) {
        var arguments = Stream.concat(
                        Stream.of(program.toString()), command.stream().skip(1))
                .toList();
        var builder = new ProcessBuilder(arguments).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().putAll(more);
        return builder;
    }
}
