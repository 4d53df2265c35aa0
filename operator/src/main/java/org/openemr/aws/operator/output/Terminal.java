package org.openemr.aws.operator.output;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Optional;

/**
 * Where people read and answer. Results go to {@code out}; questions, progress and errors to {@code err}, so that results
 * can be piped.
 *
 * @param interactive whether a person sits there: only then are there colours, progress bars and questions
 */
public record Terminal(BufferedReader in, PrintWriter out, PrintWriter err, boolean interactive) {

    /** The terminal of this process. {@code NO_COLOR} and a dumb terminal count as none. */
    @SuppressWarnings(
            "SystemConsoleNull") // The file operator/arguments asks newer JDKs for the console that may be null.
    public static Terminal ofThisProcess(Map<String, String> environment) {
        var charset = Charset.defaultCharset();
        return new Terminal(
                new BufferedReader(new InputStreamReader(System.in, charset)),
                new PrintWriter(System.out, true, charset),
                new PrintWriter(System.err, true, charset),
                System.console() != null && !"dumb".equals(environment.get("TERM")));
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

    /** Asks for a line; empty at the end of input. */
    public Optional<String> ask(String question) {
        err.print(question + " ");
        err.flush();
        try {
            return Optional.ofNullable(in.readLine()).map(String::strip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
