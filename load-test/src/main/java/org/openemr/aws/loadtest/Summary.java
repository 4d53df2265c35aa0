package org.openemr.aws.loadtest;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What came of a run.
 *
 * @param requests all of them
 * @param failed those that were not answered as they should be
 * @param percentile50 what half of them took at most, in milliseconds
 * @param percentile95 what 95 of 100 took at most
 * @param percentile99 what 99 of 100 took at most
 * @param requestsPerSecond the mean
 */
public record Summary(
        long requests, long failed, long percentile50, long percentile95, long percentile99, double requestsPerSecond) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Reads what Gatling prints at the end; none when it came to no end. */
    static Optional<Summary> parse(String printed) {
        var begin = printed.lastIndexOf("---- Global Information");
        if (begin < 0) {
            return Optional.empty();
        }
        var table = printed.substring(begin);
        return Optional.of(new Summary(
                (long) number(table, "request count", 1),
                (long) number(table, "request count", 3),
                (long) number(table, "response time 50th percentile (ms)", 1),
                (long) number(table, "response time 95th percentile (ms)", 1),
                (long) number(table, "response time 99th percentile (ms)", 1),
                number(table, "mean throughput (rps)", 1)));
    }

    /** The total is the first column, and what failed the third; where there is nothing stands a hyphen. */
    private static double number(String table, String row, int column) {
        var line = Pattern.compile("> " + Pattern.quote(row) + " *\\|([^|]*)\\|([^|]*)\\|([^|\\n]*)")
                .matcher(table);
        if (!line.find()) {
            throw new IllegalStateException("Gatling prints no line '" + row + "'");
        }
        var text = line.group(column).strip().replace(",", "");
        return text.equals("-") ? 0 : Double.parseDouble(text);
    }

    /** How many of 100 failed. */
    double failedPercent() {
        return requests == 0 ? 0 : 100.0 * failed / requests;
    }

    void save(Path file) {
        try {
            Files.createDirectories(file.getParent());
            MAPPER.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Optional<Summary> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(MAPPER.readValue(file.toFile(), Summary.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The run in lines, beside the one before where there is one. */
    String beside(Optional<Summary> before) {
        var text = new StringBuilder("%-24s %12s %12s %9s%n".formatted("", "this run", "last run", "change"));
        line(text, "requests", requests, before.map(Summary::requests));
        line(text, "failed, %", failedPercent(), before.map(Summary::failedPercent));
        line(text, "requests a second", requestsPerSecond, before.map(Summary::requestsPerSecond));
        line(text, "half within, ms", percentile50, before.map(Summary::percentile50));
        line(text, "95 of 100 within, ms", percentile95, before.map(Summary::percentile95));
        line(text, "99 of 100 within, ms", percentile99, before.map(Summary::percentile99));
        return text.toString();
    }

    private static void line(StringBuilder text, String name, Number now, Optional<? extends Number> before) {
        var change = before.filter(last -> last.doubleValue() > 0)
                .map(last -> "%+.0f %%".formatted(100 * (now.doubleValue() / last.doubleValue() - 1)))
                .orElse("");
        text.append("%-24s %12s %12s %9s%n"
                .formatted(name, text(now), before.map(Summary::text).orElse("-"), change));
    }

    private static String text(Number number) {
        return number instanceof Long
                ? String.valueOf(number)
                : String.format(Locale.ROOT, "%.2f", number.doubleValue());
    }
}
