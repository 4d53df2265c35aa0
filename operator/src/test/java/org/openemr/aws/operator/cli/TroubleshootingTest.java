package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openemr.aws.testsupport.ProjectRoot;

/** docs/troubleshooting.md has an entry for each error of commands and of containers, and quotes nothing that nobody says. */
class TroubleshootingTest extends OperatorTest {

    private static final Path PROGRAM = ProjectRoot.resolve("operator/src/main/java");
    private static final Path SCRIPTS =
            ProjectRoot.resolve("compute-stack/src/main/resources/org/openemr/aws/compute/scripts");

    /** An error of this program, up to its semicolon, which none in a text is. */
    private static final String FAILURE =
            "(?:Failure\\.(?:%s)|new Failure)\\(%s((?:\"(?:[^\"\\\\]|\\\\.)*\"|[^;\"])*);";

    /** What is wrong in the options of a command says itself what is accepted. */
    private static final Pattern BUT_OPTIONS =
            Pattern.compile(FAILURE.formatted("failed|notFound|notReady", "(?!\\s*ExitStatus\\.USAGE)"));

    private static final Pattern ANY = Pattern.compile(FAILURE.formatted("failed|notFound|notReady|usage", ""));
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern COMMAND = Pattern.compile("`\\./openemr ([a-z-]+)");

    /** Errors of a script end it; a line that ends with a backslash goes on with the next word. */
    private static final Pattern FAIL = Pattern.compile("\\bfail ((?:\"(?:[^\"\\\\]|\\\\.)*\"(?: \\\\\n *)?)+)");

    @Test
    void everyErrorHasAnEntry() {
        var quoted = Troubleshooting.headings().keySet();

        assertThat(errors(BUT_OPTIONS))
                .hasSizeGreaterThan(200)
                .filteredOn(error -> quoted.stream().noneMatch(error::contains))
                .isEmpty();
    }

    @Test
    void whatIsQuotedIsSaid() {
        var errors = errors(ANY);

        assertThat(Troubleshooting.headings().keySet())
                .filteredOn(quoted -> errors.stream().noneMatch(error -> error.contains(quoted)))
                .isEmpty();
    }

    @Test
    void hasAnEntryForWhatPeopleSee() throws IOException {
        assertThat(Files.readAllLines(ProjectRoot.resolve("docs/troubleshooting.md")))
                .filteredOn(line -> line.startsWith("### "))
                .hasSizeGreaterThan(50)
                .doesNotHaveDuplicates();
    }

    @Test
    void namesCommandsThatThereAre() throws IOException {
        var named = COMMAND.matcher(Files.readString(ProjectRoot.resolve("docs/troubleshooting.md")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());

        assertThat(named).hasSizeGreaterThan(15);
        assertThat(operator().run("--help").out())
                .contains(named.stream().map(name -> "  " + name + " ").toList());
    }

    @Test
    void aPersonIsToldWhichEntryItIs() {
        operator().deployed();

        assertThat(operator().run("mail", "status").err()).doesNotContain("troubleshooting");
        assertThat(operator().atATerminal().run("url", "--deployment", "other").err())
                .contains("is not deployed", "More: docs/troubleshooting.md, \"Something is not deployed yet\"");
    }

    private static List<String> errors(Pattern ofTheProgram) {
        return Stream.concat(
                        texts(PROGRAM, ".java")
                                .flatMap(text -> ofTheProgram.matcher(text).results())
                                .map(found -> literals(found.group(1))),
                        texts(SCRIPTS, ".sh")
                                .flatMap(text -> FAIL.matcher(text).results())
                                .map(found -> LITERAL.matcher(found.group(1))
                                        .results()
                                        .map(literal -> literal.group(1))
                                        .collect(Collectors.joining(" "))))
                .filter(error -> error.matches("(?s).*[A-Za-z]{3}.*"))
                .toList();
    }

    private static String literals(String expression) {
        return LITERAL.matcher(expression)
                .results()
                .map(found -> found.group(1).replace("\\\"", "\""))
                .collect(Collectors.joining());
    }

    private static Stream<String> texts(Path directory, String ending) {
        try (var files = Files.walk(directory)) {
            return files
                    .filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .map(TroubleshootingTest::read)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
