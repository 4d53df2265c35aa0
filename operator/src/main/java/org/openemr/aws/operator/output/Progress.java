package org.openemr.aws.operator.output;

/**
 * Shows how far something is: a bar that is drawn over itself where a person looks on, else a line whenever the state
 * changes.
 */
public final class Progress implements AutoCloseable {

    private static final int WIDTH = 30;
    private static final int WHOLE = 100;

    private final Terminal terminal;
    private final String what;
    private String last = "";
    private boolean drawn;

    public Progress(Terminal terminal, String what) {
        this.terminal = terminal;
        this.what = what;
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
            terminal.err().print(what + " " + bar(percent) + " " + state);
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

    private static String bar(double percent) {
        if (percent < 0) {
            return "[" + ".".repeat(WIDTH) + "]";
        }
        var bounded = Math.min(percent, WHOLE);
        var full = (int) Math.round(bounded / WHOLE * WIDTH);
        return "[" + "#".repeat(full) + "-".repeat(WIDTH - full) + "] " + Math.round(bounded) + "%";
    }
}
