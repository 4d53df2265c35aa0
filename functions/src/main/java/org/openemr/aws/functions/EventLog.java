package org.openemr.aws.functions;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes what a function did as one line of JSON. Callers give identifiers, numbers and reasons only: no address, no
 * subject, no secret.
 */
public final class EventLog {

    private final PrintStream out;

    /** A log on the function's standard output, which Lambda hands to CloudWatch Logs. */
    public EventLog() {
        this(System.out);
    }

    /** For tests: a log on a given stream. */
    public EventLog(PrintStream out) {
        this.out = out;
    }

    /** Something that went as it should. */
    public void info(String event, Map<String, ?> details) {
        write("INFO", event, details);
    }

    /** Something that somebody should look at. */
    public void warn(String event, Map<String, ?> details) {
        write("WARN", event, details);
    }

    private void write(String level, String event, Map<String, ?> details) {
        var line = new LinkedHashMap<String, Object>();
        line.put("level", level);
        line.put("event", event);
        line.putAll(details);
        try {
            out.write((JSON.std.asString(line) + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
