package org.openemr.aws.operator.output;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** A heading with a word and texts beside it, or below it where the terminal is narrow. */
public final class Beside {

    private static final String GAP = "  ";

    /** Texts that have less room are hard to read. */
    private static final int LEAST_ROOM = 24;

    private Beside() {}

    /**
     * The lines of all.
     *
     * @param heading padded to the width of all headings
     * @param word padded to the width of all words
     * @param texts each of which begins a line; an empty one is none
     * @param width in characters; empty when nobody looks on
     */
    public static List<String> lines(String heading, String word, List<String> texts, OptionalInt width) {
        var wide = heading + GAP + word + GAP;
        var isWide = width.orElse(Integer.MAX_VALUE) - wide.length() >= LEAST_ROOM;
        var lead = isWide ? wide : GAP + word + GAP;
        var room = width.orElse(Integer.MAX_VALUE) - lead.length();
        var lines = new ArrayList<String>();
        if (!isWide) {
            lines.add(heading);
        }
        lines.add(lead);
        var first = lines.size() - 1;
        texts.stream().flatMap(text -> Fold.words(text, room).stream()).forEach(line -> {
            if (lines.get(first).equals(lead)) {
                lines.set(first, lead + line);
            } else {
                lines.add(" ".repeat(lead.length()) + line);
            }
        });
        return lines.stream().map(String::stripTrailing).toList();
    }
}
