package org.openemr.aws.operator.output;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lines that are no wider than the terminal, broken between words: what people copy, such as an address, stays whole, and may be wider. */
final class Fold {

    private static final String GAP = "  ";

    private Fold() {}

    /**
     * A line in lines of their own, which are indented as it is, and a little more where it begins with a name and a gap.
     *
     * @param width in characters
     */
    static List<String> line(String text, int width) {
        var indent = text.substring(0, text.length() - text.stripLeading().length());
        if (text.length() <= width) {
            return List.of(text);
        }
        // A name and what is said of it.
        var hanging = text.strip().contains(GAP) ? GAP : "";
        var lines = words(text.strip(), width - indent.length() - hanging.length());
        return IntStream.range(0, lines.size())
                .mapToObj(line -> indent + (line > 0 ? hanging : "") + lines.get(line))
                .toList();
    }

    /** The lines of a text that may have several, each no wider than that where words allow it. */
    static List<String> words(String text, int width) {
        return text.lines().flatMap(line -> folded(line, width)).toList();
    }

    /** The longest line. */
    static int widest(String text) {
        return text.lines().mapToInt(String::length).max().orElse(0);
    }

    /** The longest word, which no folding breaks. */
    static int longestWord(String text) {
        return Stream.of(text.split("\\s+", -1)).mapToInt(String::length).max().orElse(0);
    }

    private static Stream<String> folded(String line, int width) {
        if (line.length() <= width) {
            return Stream.of(line);
        }
        var lines = new ArrayList<String>();
        var current = new StringBuilder();
        for (var word : line.split(" ", -1)) {
            if (current.length() > 0 && current.length() + 1 + word.length() > width) {
                lines.add(current.toString());
                current.setLength(0);
            }
            current.append(current.length() > 0 ? " " : "").append(word);
        }
        lines.add(current.toString());
        return lines.stream();
    }
}
