package org.openemr.aws.operator.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rows for people: in columns, which are folded where the terminal is narrower. Where columns would get too narrow to be read, the last one stands
 * below the others, or each row becomes lines of names and values.
 *
 * @param rows of texts, of which there are as many in each; the first row is the head
 */
record Table(List<List<String>> rows) {

    private static final String GAP = "  ";
    private static final String BELOW = "    ";

    /** A column that is narrower is hard to read. */
    private static final int NARROW = 16;

    /**
     * The lines of the table.
     *
     * @param width in characters; empty when nobody looks on
     */
    List<String> lines(OptionalInt width) {
        var natural = columns().map(this::widest).toArray();
        if (width.isEmpty() || sum(natural) <= width.getAsInt()) {
            return lines(natural);
        }
        var narrow = width.getAsInt();
        var least = columns()
                .map(column -> Math.max(longestWord(column), Math.min(natural[column], NARROW)))
                .toArray();
        if (sum(least) <= narrow) {
            return lines(fitting(natural, least, narrow));
        }
        var last = natural.length - 1;
        var others = Arrays.copyOf(least, last);
        return last > 1 && longestWord(last) > NARROW && sum(others) <= narrow
                ? withLastBelow(fitting(Arrays.copyOf(natural, last), others, narrow), narrow)
                : records(narrow);
    }

    /** The last column, of which a word is too long, stands below the others. */
    private List<String> withLastBelow(int[] widths, int width) {
        return rows.stream()
                .flatMap(row -> Stream.concat(
                        side(row, widths),
                        Fold.words(row.get(widths.length), width - BELOW.length()).stream()
                                .map(line -> BELOW + line)))
                .toList();
    }

    /** Names and values, one below the other. */
    static List<String> facts(List<List<String>> namesAndValues, OptionalInt width) {
        var widest = namesAndValues.stream()
                .mapToInt(fact -> Fold.widest(fact.get(0)))
                .max()
                .orElse(0);
        return facts(namesAndValues, widest, width).toList();
    }

    private static Stream<String> facts(List<List<String>> namesAndValues, int names, OptionalInt width) {
        var values = width.isPresent() ? Math.max(1, width.getAsInt() - names - GAP.length()) : Integer.MAX_VALUE;
        return namesAndValues.stream().flatMap(fact -> side(fact, new int[] {names, values}));
    }

    /** A row each, without the values that it does not have. */
    private List<String> records(int width) {
        var head = rows.get(0);
        var names = head.stream().mapToInt(Fold::widest).max().orElse(0);
        return rows.stream()
                .skip(1)
                .flatMap(row -> Stream.concat(Stream.of(""), facts(valuesOf(row), names, OptionalInt.of(width))))
                .skip(1)
                .toList();
    }

    private List<List<String>> valuesOf(List<String> row) {
        return columns()
                .filter(column -> !row.get(column).isEmpty())
                .mapToObj(column -> List.of(rows.get(0).get(column), row.get(column)))
                .toList();
    }

    private List<String> lines(int[] widths) {
        return rows.stream().flatMap(row -> side(row, widths)).toList();
    }

    /** As much as fits for all: what is narrower than the others gets what it needs. */
    private static int[] fitting(int[] natural, int[] least, int width) {
        var widest = IntStream.of(natural).max().orElse(0);
        return IntStream.rangeClosed(NARROW, Math.max(NARROW, widest))
                .mapToObj(most -> IntStream.range(0, natural.length)
                        .map(column -> Math.max(least[column], Math.min(natural[column], most)))
                        .toArray())
                .takeWhile(widths -> sum(widths) <= width)
                .reduce(least, (before, wider) -> wider);
    }

    /** Texts beside each other, each folded within its column. */
    private static Stream<String> side(List<String> texts, int[] widths) {
        var cells = new ArrayList<List<String>>();
        for (var column = 0; column < widths.length; column++) {
            cells.add(Fold.words(texts.get(column), widths[column]));
        }
        var height = cells.stream().mapToInt(List::size).max().orElse(0);
        return IntStream.range(0, Math.max(1, height))
                .mapToObj(line -> IntStream.range(0, widths.length)
                        .mapToObj(column -> {
                            var cell = cells.get(column);
                            var text = line < cell.size() ? cell.get(line) : "";
                            return column == widths.length - 1 ? text : padded(text, widths[column]);
                        })
                        .collect(Collectors.joining(GAP))
                        .stripTrailing());
    }

    private IntStream columns() {
        return IntStream.range(0, rows.get(0).size());
    }

    private int widest(int column) {
        return rows.stream().mapToInt(row -> Fold.widest(row.get(column))).max().orElse(0);
    }

    private int longestWord(int column) {
        return rows.stream()
                .mapToInt(row -> Fold.longestWord(row.get(column)))
                .max()
                .orElse(0);
    }

    private static int sum(int[] widths) {
        return IntStream.of(widths).sum() + GAP.length() * (widths.length - 1);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
