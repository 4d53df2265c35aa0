package org.openemr.aws.operator.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a command found. The same names stand in the table's head and in the JSON, and names once given stay. A number whose name ends
 * with its unit, such as {@code size_bytes}, is the number itself in JSON and CSV.
 *
 * @param terminal where they go, and which tables fit
 * @param format table, JSON or CSV
 */
public record Results(Terminal terminal, Format format) {

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * Rows of the same kind.
     *
     * @param columns the names of their values: a CSV has them when there is no row
     */
    public void rows(List<String> columns, List<? extends Map<String, ?>> rows, String whenEmpty) {
        rows(columns, rows, whenEmpty, true);
    }

    /** Rows whose names are not ours: they stand as they are, and say nothing of units. */
    public void rowsOfOthers(List<String> columns, List<? extends Map<String, ?>> rows, String whenEmpty) {
        rows(columns, rows, whenEmpty, false);
    }

    private void rows(List<String> columns, List<? extends Map<String, ?>> rows, String whenEmpty, boolean ours) {
        switch (format) {
            case JSON -> json(rows);
            case CSV -> csv(columns, rows);
            default -> {
                if (rows.isEmpty()) {
                    out().println(whenEmpty);
                } else {
                    table(columns, rows, ours);
                }
            }
        }
    }

    /** Rows of which there is one at least. */
    public void rows(List<? extends Map<String, ?>> rows) {
        rows(List.of(), rows, "");
    }

    /** Begins rows that are written when they come. */
    public void begin(List<String> columns) {
        if (format == Format.CSV) {
            out().println(line(columns));
        }
    }

    /**
     * One of the rows that are written when they come: in JSON each is a line.
     *
     * @param text what people read
     */
    public void next(Map<String, ?> row, String text) {
        out().println(
                        switch (format) {
                            case JSON -> JsonLine.of(row);
                            case CSV -> line(row.values());
                            case TABLE -> text;
                        });
    }

    /** One thing with its properties. */
    public void facts(Map<String, ?> facts) {
        if (format == Format.JSON) {
            json(facts);
        } else if (format == Format.CSV) {
            csv(List.of(), List.of(facts));
        } else {
            lines(facts);
        }
    }

    private void lines(Map<String, ?> facts) {
        Table.facts(
                        facts.entrySet().stream()
                                .map(fact -> List.of(words(fact.getKey()), shown(fact.getKey(), fact.getValue())))
                                .toList(),
                        terminal.columns())
                .forEach(out()::println);
    }

    private PrintWriter out() {
        return terminal.out();
    }

    private void json(Object value) {
        try {
            out().println(MAPPER.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void table(List<String> columns, List<? extends Map<String, ?>> rows, boolean ours) {
        var names = names(columns, rows);
        var lines = new ArrayList<List<String>>();
        lines.add(ours ? names.stream().map(Results::words).toList() : names);
        rows.forEach(row -> lines.add(names.stream()
                .map(name -> ours ? shown(name, row.get(name)) : text(row.get(name)))
                .toList()));
        new Table(lines).lines(terminal.columns()).forEach(out()::println);
    }

    private void csv(List<String> columns, List<? extends Map<String, ?>> rows) {
        var names = names(columns, rows);
        out().println(line(names));
        rows.forEach(row -> out().println(line(names.stream().map(row::get).toList())));
    }

    private static String line(Collection<?> values) {
        return values.stream().map(value -> quoted(text(value))).collect(Collectors.joining(","));
    }

    private static List<String> names(List<String> columns, List<? extends Map<String, ?>> rows) {
        var names = new LinkedHashSet<>(columns);
        rows.forEach(row -> names.addAll(row.keySet()));
        return List.copyOf(names);
    }

    /** RFC 4180: quotes around what would be read otherwise, and doubled within. */
    private static String quoted(String text) {
        return text.matches("(?s).*[\",\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private static String words(String name) {
        return Unit.of(name).without(name).replace('_', ' ');
    }

    /** A value as people read it. */
    private static String shown(String name, @Nullable Object value) {
        return value instanceof Long number ? Unit.of(name).shown(number) : text(value);
    }

    private static String text(@Nullable Object value) {
        if (value instanceof Collection<?> several) {
            return several.stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
        return value == null ? "" : String.valueOf(value);
    }
}
