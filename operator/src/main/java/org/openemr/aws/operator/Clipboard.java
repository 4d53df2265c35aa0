package org.openemr.aws.operator;

import java.util.List;

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
        if (programs.feed(text, command) != 0) {
            throw Failure.failed(command.get(0) + " did not take the text.");
        }
    }
}
