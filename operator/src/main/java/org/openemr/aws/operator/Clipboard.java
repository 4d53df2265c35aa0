package org.openemr.aws.operator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Puts text on the clipboard by a program that reads it from its standard input. */
public final class Clipboard {

    private static final List<List<String>> PROGRAMS = List.of(
            List.of("pbcopy"), List.of("wl-copy"), List.of("xclip", "-selection", "clipboard"), List.of("clip.exe"));

    private final Programs programs;

    public Clipboard(Programs programs) {
        this.programs = programs;
    }

    /**
     * Copies a text.
     *
     * @throws Failure when no program for it is installed
     */
    public void copy(String text) {
        var command = PROGRAMS.stream()
                .filter(candidate -> programs.find(candidate.get(0)).isPresent())
                .findFirst()
                .orElseThrow(() -> Failure.notReady(
                        "No clipboard: install one of pbcopy, wl-copy, xclip, clip.exe, or leave out --copy."));
        try {
            var process = new ProcessBuilder(Stream.concat(
                                    Stream.of(programs.find(command.get(0))
                                            .orElseThrow()
                                            .toString()),
                                    command.stream().skip(1))
                            .toList())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var input = process.getOutputStream()) {
                input.write(text.getBytes(StandardCharsets.UTF_8));
            }
            if (process.waitFor() != 0) {
                throw Failure.failed(command.get(0) + " did not take the text.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.failed("Interrupted.");
        }
    }
}
