package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openemr.aws.operator.fixtures.KeptTemplates;
import org.openemr.aws.testsupport.GeneratedDocument;

/** What a person sees at a terminal of 80 characters and at one of 40: kept in docs/screens, to be looked at when it changes. */
class ScreensTest extends OperatorTest {

    private static final List<Integer> WIDTHS = List.of(80, 40);

    private static final Map<String, List<String>> COMMANDS = Map.of(
            "init", List.of("init"),
            "doctor", List.of("doctor"),
            "cost", List.of("cost", "--assembly", "assembly", "--users", "40"),
            "plan", List.of("plan", "--assembly", "assembly"),
            "status", List.of("status"),
            "report", List.of("report", "--assembly", "assembly", "--to", "report.html"));

    private static final List<String> ANSWERS_OF_INIT = List.of(
            "clinic",
            "domain",
            "clinic.example.org",
            "203.0.113.0/24",
            "",
            "no",
            "yes",
            "no",
            "cognito",
            "no",
            "",
            "y");

    /** A command to be copied, a line of cdk.json as it was and as it is, an answer, and a word that is longer than the line. */
    private static final Pattern WHOLE =
            Pattern.compile(" *(npx|openemr|aws) .*|[-+] +\".*|.*]: .*| *\\S+|.* \\S{30,}.*");

    @ParameterizedTest
    @MethodSource("screens")
    void isAsItIsKept(String screen, int columns) {
        new GeneratedDocument("docs/screens/%s-%d.txt".formatted(screen, columns), shown(screen, columns))
                .assertCurrent();
    }

    @ParameterizedTest
    @MethodSource("screens")
    void fits(String screen, int columns) {
        assertThat(shown(screen, columns).lines())
                .filteredOn(line -> !WHOLE.matcher(line).matches())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(columns));
    }

    /** Folded or not, the words are the same. */
    @ParameterizedTest
    @MethodSource("commands")
    void saysTheSameAtEachWidth(String screen) {
        assertThat(words(shown(screen, 40))).containsAll(words(shown(screen, 200)));
    }

    @Test
    void showsGradesInColoursWhereTheyAreWanted() {
        WorkingAws.answer(operator());

        assertThat(operator().atATerminal().session("", "status")).contains("\u001b[32mpass");
        assertThat(operator().with("NO_COLOR", "1").session("", "status")).doesNotContain("\u001b");
    }

    private String shown(String screen, int columns) {
        WorkingAws.answer(operator());
        operator().cdkJson();
        var assembly = operator().directory().resolve("assembly");
        if (!assembly.toFile().exists()) {
            KeptTemplates.copy("default", assembly);
        }
        return operator()
                .atATerminal()
                .with("COLUMNS", String.valueOf(columns))
                .with("NO_COLOR", "1")
                .session(
                        screen.equals("init") ? String.join("\n", ANSWERS_OF_INIT) + "\n" : "",
                        COMMANDS.get(screen).toArray(String[]::new))
                .replace(operator().directory().toString(), "/home/jane/openemr")
                .replace(Runtime.version().toString(), "17.0.15+6");
    }

    private static List<String> words(String text) {
        return Stream.of(text.split("\\s+", -1)).sorted().distinct().toList();
    }

    private static Stream<String> commands() {
        return COMMANDS.keySet().stream().sorted();
    }

    private static Stream<Arguments> screens() {
        return commands().flatMap(screen -> WIDTHS.stream().map(columns -> Arguments.of(screen, columns)));
    }
}
