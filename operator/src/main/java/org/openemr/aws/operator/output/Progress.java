package org.openemr.aws.operator.output;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Shows how far something is: a bar that is drawn over itself where a person looks on, else a line whenever the state
 * changes.
 */
public final class Progress implements AutoCloseable {

    private static final int WIDTH = 30;
    private static final int NARROWEST = 4;
    private static final int WHOLE = 100;

    private final Terminal terminal;
    private final String what;
    private final Clock clock;
    private final Instant begun;
    private final Optional<Duration> lastTime;
    private String last = "";
    private boolean drawn;

    /**
     * The progress of something that begins now.
     *
     * @param lastTime how long it took last time, if that is known
     */
    public Progress(Terminal terminal, String what, Clock clock, Optional<Duration> lastTime) {
        this.terminal = terminal;
        this.what = what;
        this.clock = clock;
        this.begun = clock.instant();
        this.lastTime = lastTime;
    }

    /** How long it took until now. */
    public Duration elapsed() {
        return Duration.between(begun, clock.instant());
    }

    /**
     * Shows a state.
     *
     * @param percent 0 to 100; below 0 when nobody knows
     */
    public void show(double percent, String state) {
        if (terminal.interactive()) {
            terminal.ownErr().print("\r\u001B[2K");
            terminal.ownErr().flush();
            terminal.err().print(line(percent, state + comparison()));
            terminal.err().flush();
            drawn = true;
        } else if (!state.equals(last)) {
            terminal.err().println(what + ": " + state);
        }
        last = state;
    }

    @Override
    public void close() {
        if (drawn) {
            terminal.err().println();
        }
    }

    /** One line: what is drawn over is the line of the cursor only. The bar gives way before words are cut. */
    private String line(double percent, String state) {
        var room = terminal.columns().orElse(Integer.MAX_VALUE) - 1;
        var words = what.length() + state.length() + " [] 100% ".length();
        var line = what + " " + bar(percent, Math.max(NARROWEST, Math.min(WIDTH, room - words))) + " " + state;
        return line.length() <= room ? line : line.substring(0, Math.max(0, room - 1)) + "…";
    }

    private String comparison() {
        return lastTime.map(last -> ", %s of about %s".formatted(words(elapsed()), words(last)))
                .orElse("");
    }

    private static String words(Duration duration) {
        return duration.toMinutes() > 1 ? duration.toMinutes() + " min" : duration.toSeconds() + " s";
    }

    private static String bar(double percent, int width) {
        if (percent < 0) {
            return "[" + ".".repeat(width) + "]";
        }
        var bounded = Math.min(percent, WHOLE);
        var full = (int) Math.round(bounded / WHOLE * width);
        return "[" + "#".repeat(full) + "-".repeat(width - full) + "] " + Math.round(bounded) + "%";
    }
}
