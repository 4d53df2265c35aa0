package org.openemr.aws.operator.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a command found. The same names stand in the table's head and in the JSON, and names once given stay.
 *
 * @param format table, JSON or CSV
 */
public record Results(PrintWriter out, Format format) {

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String GAP = "  ";

    /** Rows of the same kind. */
    public void rows(List<? extends Map<String, ?>> rows, String whenEmpty) {
        switch (format) {
            case JSON -> json(rows);
            case CSV -> csv(rows);
            default -> {
                if (rows.isEmpty()) {
                    out.println(whenEmpty);
                } else {
                    table(rows);
                }
            }
        }
    }

    /** One thing with its properties. */
    public void facts(Map<String, ?> facts) {
        if (format == Format.JSON) {
            json(facts);
        } else if (format == Format.CSV) {
            csv(List.of(facts));
        } else {
            lines(facts);
        }
    }

    private void lines(Map<String, ?> facts) {
        var widest = facts.keySet().stream().mapToInt(String::length).max().orElse(0);
        facts.forEach((name, value) -> out.println(padded(words(name), widest) + GAP + text(value)));
    }

    private void json(Object value) {
        try {
            out.println(MAPPER.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void table(List<? extends Map<String, ?>> rows) {
        var names = names(rows);
        var lines = new ArrayList<List<String>>();
        lines.add(names.stream().map(Results::words).toList());
        rows.forEach(
                row -> lines.add(names.stream().map(name -> text(row.get(name))).toList()));
        var widths = new int[names.size()];
        for (var line : lines) {
            for (var column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], line.get(column).length());
            }
        }
        for (var line : lines) {
            var cells = new ArrayList<String>();
            for (var column = 0; column < widths.length; column++) {
                cells.add(padded(line.get(column), widths[column]));
            }
            out.println(String.join(GAP, cells).stripTrailing());
        }
    }

    private void csv(List<? extends Map<String, ?>> rows) {
        var names = names(rows);
        out.println(names.stream().map(Results::quoted).collect(Collectors.joining(",")));
        rows.forEach(row -> out.println(
                names.stream().map(name -> quoted(text(row.get(name)))).collect(Collectors.joining(","))));
    }

    private static List<String> names(List<? extends Map<String, ?>> rows) {
        var names = new LinkedHashSet<String>();
        rows.forEach(row -> names.addAll(row.keySet()));
        return List.copyOf(names);
    }

    /** RFC 4180: quotes around what would be read otherwise, and doubled within. */
    private static String quoted(String text) {
        return text.matches("(?s).*[\",\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private static String words(String name) {
        return name.replace('_', ' ');
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : String.valueOf(value);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
