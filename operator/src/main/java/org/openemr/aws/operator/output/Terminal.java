package org.openemr.aws.operator.output;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Where people read and answer. Results go to {@code out}; questions, progress and errors to {@code err}, so that results
 * can be piped. Neither sends a character that would steer the terminal.
 */
public final class Terminal {

    private final BufferedReader in;
    private final PrintWriter out;
    private final FoldedWriter folded;
    private final PrintWriter err;
    private final PrintWriter ownOut;
    private final PrintWriter ownErr;
    private final boolean interactive;
    private final IntSupplier columns;
    private final Map<String, String> environment;
    private final Supplier<Optional<IOException>> problem;

    private Terminal(
            BufferedReader in,
            Writer out,
            Writer err,
            boolean interactive,
            Map<String, String> environment,
            Supplier<Optional<IOException>> problem) {
        this.in = in;
        this.columns = new Columns(environment);
        this.environment = environment;
        this.out = new PrintWriter(new ShownWriter(out), true);
        var shown = new ShownWriter(err);
        this.folded = new FoldedWriter(shown, columns);
        this.err = new PrintWriter(interactive ? folded : shown, true);
        this.ownOut = new PrintWriter(out, true);
        this.ownErr = new PrintWriter(err, true);
        this.interactive = interactive;
        this.problem = problem;
    }

    /**
     * A terminal of these.
     *
     * @param interactive whether a person sits there: only then are there colours, progress bars, questions and folded lines
     */
    public static Terminal of(
            BufferedReader in, Writer out, Writer err, boolean interactive, Map<String, String> environment) {
        return new Terminal(in, out, err, interactive, environment, Optional::empty);
    }

    /**
     * The terminal of this process. A dumb terminal counts as none. Data are in UTF-8 whatever the surroundings say: cron
     * says nothing.
     */
    @SuppressWarnings(
            "SystemConsoleNull") // The file operator/arguments asks newer JDKs for the console that may be null.
    public static Terminal ofThisProcess(Map<String, String> environment) {
        var checked = new CheckedOutput(new FileOutputStream(FileDescriptor.out));
        return new Terminal(
                new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())),
                new OutputStreamWriter(checked, StandardCharsets.UTF_8),
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.err), StandardCharsets.UTF_8),
                System.console() != null && !"dumb".equals(environment.get("TERM")),
                environment,
                checked::problem);
    }

    /** For results. */
    public PrintWriter out() {
        return out;
    }

    /** For everything else. */
    public PrintWriter err() {
        return err;
    }

    /** For our own words in colours, where results go. */
    public PrintWriter ownOut() {
        return ownOut;
    }

    /** For our own words in colours, and bars, which move the cursor; what comes from outside is written by {@link #err}. */
    public PrintWriter ownErr() {
        return ownErr;
    }

    /** Whether our own words may be in colours: {@code NO_COLOR} of the environment, if it says anything, forbids it. */
    public boolean inColours() {
        return interactive && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    /** How many characters a line has; empty when nobody sits there. */
    public OptionalInt columns() {
        return interactive ? OptionalInt.of(columns.getAsInt()) : OptionalInt.empty();
    }

    /** Whether a person sits there. */
    public boolean interactive() {
        return interactive;
    }

    /** Why results did not arrive where they were written to, if that is so. */
    public Optional<IOException> problem() {
        out.flush();
        ownOut.flush();
        return problem.get();
    }

    /** Asks for a line that nobody shall read on the screen; empty at the end of input. */
    @SuppressWarnings(
            "SystemConsoleNull") // The file operator/arguments asks newer JDKs for the console that may be null.
    public Optional<String> askSecret(String question) {
        var console = System.console();
        return interactive && console != null
                ? Optional.ofNullable(console.readPassword("%s ", question)).map(String::new)
                : ask(question);
    }

    /** Writes words of a result for people. */
    public void tell(String text) {
        out.println(folded(text));
    }

    private String folded(String text) {
        return interactive ? String.join("\n", Fold.line(text, columns.getAsInt() - 1)) : text;
    }

    /** Asks for a line; empty at the end of input. */
    public Optional<String> ask(String question) {
        err.print(folded(question) + " ");
        err.flush();
        try {
            var answer = Optional.ofNullable(in.readLine()).map(String::strip);
            folded.answered();
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
