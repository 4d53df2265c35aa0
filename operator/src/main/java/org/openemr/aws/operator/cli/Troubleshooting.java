package org.openemr.aws.operator.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The entries of docs/troubleshooting.md, of which this program has a copy: which of them a message is about. */
final class Troubleshooting {

    private static final String HEADING = "### ";
    private static final Pattern QUOTED = Pattern.compile("> `(.+)`");

    /** What differs from message to message: a placeholder of this program, and a variable of a script. */
    private static final Pattern VARIABLE = Pattern.compile("%[sdn]|\\$\\w+");

    private Troubleshooting() {}

    /** The heading of the entry of a message; that with the longest quotation, if several match. */
    static Optional<String> heading(String message) {
        return headings().entrySet().stream()
                .filter(entry -> pattern(entry.getKey()).matcher(message).find())
                .max(Comparator.comparingInt(entry -> entry.getKey().length()))
                .map(Map.Entry::getValue);
    }

    /** The headings, by each quotation. */
    static Map<String, String> headings() {
        var headings = new LinkedHashMap<String, String>();
        var heading = "";
        for (var line : text().lines().toList()) {
            var quoted = QUOTED.matcher(line);
            if (line.startsWith(HEADING)) {
                heading = line.substring(HEADING.length());
            } else if (quoted.matches()) {
                headings.put(quoted.group(1), heading);
            }
        }
        return headings;
    }

    private static Pattern pattern(String quoted) {
        return Pattern.compile(
                Stream.of(VARIABLE.split(quoted, -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                Pattern.DOTALL);
    }

    private static String text() {
        try (var stream = Objects.requireNonNull(Troubleshooting.class.getResourceAsStream("troubleshooting.md"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
