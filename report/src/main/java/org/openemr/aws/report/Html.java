package org.openemr.aws.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** Pieces of a page. */
final class Html {

    private Html() {}

    /** Text as text, whatever it looks like. */
    static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** A table whose cells are text. */
    static String table(List<String> columns, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return "<p>Nothing.</p>";
        }
        return """
                <div class="scroll" tabindex="0" role="region" aria-label="%s">
                <table>
                <thead><tr>%s</tr></thead>
                <tbody>
                %s
                </tbody>
                </table>
                </div>""".formatted(
                        text(String.join(", ", columns)),
                        columns.stream()
                                .map(column -> "<th scope=\"col\">" + text(column) + "</th>")
                                .collect(Collectors.joining()),
                        rows.stream().map(Html::row).collect(Collectors.joining("\n")));
    }

    /** A file beside this class. */
    static String resource(String name) {
        try (var stream = Objects.requireNonNull(Html.class.getResourceAsStream(name))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .collect(Collectors.joining("\n", "", "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An amount of money without cents. */
    static String usd(double amount) {
        return String.format(Locale.ROOT, "%,.0f", amount);
    }

    private static String row(List<String> cells) {
        return cells.stream()
                .map(cell -> "<td>" + text(cell) + "</td>")
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }
}
