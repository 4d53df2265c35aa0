package org.openemr.aws.operator.output;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;

/** How many characters a line of the terminal has: what the environment says, else what the terminal answers, which is asked once. */
public final class Columns implements IntSupplier {

    private static final Pattern WIDTH = Pattern.compile("[1-9][0-9]{1,3}");

    /** Rows and columns. */
    private static final Pattern SIZE = Pattern.compile("[0-9]+ ([1-9][0-9]{1,3})\\s*");

    private static final int USUAL = 80;

    private final Map<String, String> environment;
    private OptionalInt known = OptionalInt.empty();

    Columns(Map<String, String> environment) {
        this.environment = environment;
    }

    /** What {@code COLUMNS} of the environment says. */
    public static OptionalInt given(Map<String, String> environment) {
        var columns = environment.getOrDefault("COLUMNS", "");
        return WIDTH.matcher(columns).matches() ? OptionalInt.of(Integer.parseInt(columns)) : OptionalInt.empty();
    }

    @Override
    public synchronized int getAsInt() {
        if (known.isEmpty()) {
            known = OptionalInt.of(given(environment).orElseGet(Columns::ofTheTerminal));
        }
        return known.getAsInt();
    }

    /** What a program of the system says, which Windows does not have; a terminal that says nothing, or none, is as wide as most are. */
    private static int ofTheTerminal() {
        try {
            var process = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var size = SIZE.matcher(new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
            return size.matches() ? Integer.parseInt(size.group(1)) : USUAL;
        } catch (IOException e) {
            return USUAL;
        }
    }
}
