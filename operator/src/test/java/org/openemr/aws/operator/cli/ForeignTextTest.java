package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openemr.aws.operator.fixtures.LocalAws;
import org.openemr.aws.testsupport.Sample;

/** What comes from outside does not steer the terminal: it may rename it, hide lines, or type. */
class ForeignTextTest extends OperatorTest {

    private static final String BELL_AND_TITLE = "\\u001b]0;owned\\u0007";
    private static final String CONTROLS = BELL_AND_TITLE + "\\u009b31m\\u202e\\r\\u007fM\u00fcller";

    @BeforeEach
    void deploy() {
        WorkingAws.answer(operator());
        aws().json("Logs_20140328.FilterLogEvents", """
                {"events":[{"eventId":"1","timestamp":1795608000000,"logStreamName":"s","message":"a%sb"}]}""".formatted(CONTROLS));
    }

    @Test
    void aLogIsShownAndSteersNothing() {
        var run = operator().run("logs", "service");

        assertThat(run.out())
                .contains("a\u241b]0;owned\u2407\\u009b31m\\u202e\u240d\\u007fM\u00fcllerb")
                .doesNotContain("\u001b", "\u0007", "\u009b", "\u202e", "\r");
    }

    /** In JSON they are escapes, and the text is what it was. */
    @Test
    void jsonHasTheTextAsItWas() throws Exception {
        var run = operator().run("logs", "service", "-o", "json");

        assertThat(run.out()).doesNotContain("\u001b", "\u009b", "\u202e");
        assertThat(new ObjectMapper().readTree(run.out()).path("message").asText())
                .isEqualTo("a\u001b]0;owned\u0007\u009b31m\u202e\r\u007fM\u00fcllerb");
    }

    static Stream<List<String>> commands() {
        return Sample.of(EveryCommandTest.commands().toList(), 5);
    }

    /** The message of a refusal is AWS's. */
    @ParameterizedTest
    @MethodSource("commands")
    void aRefusalSteersNothing(List<String> command) {
        aws().json(
                        "AmazonSSM.GetParametersByPath",
                        LocalAws.error("AccessDeniedException", "not authorized" + CONTROLS));

        var run = operator().run(command.toArray(String[]::new));

        assertThat(run.err()).contains("not authorized").doesNotContain("\u001b", "\u0007", "\u009b", "\u202e");
    }

    /** Our own colours and bars are sent, with what is foreign shown between them. */
    @Test
    void aBarIsDrawnAndItsStateIsShown() {
        aws().rest("PUT", "/backup-jobs", "{\"BackupJobId\":\"b-1\"}");
        aws().rest(
                        "GET",
                        "/backup-jobs/b-1",
                        "{\"State\":\"RUNNING%s\",\"PercentDone\":\"50.0\"}".formatted(BELL_AND_TITLE),
                        "{\"State\":\"COMPLETED\",\"PercentDone\":\"100.0\",\"RecoveryPointArn\":\"arn:point\"}");

        var run = operator().atATerminal().run("backup", "create");

        assertThat(run.err()).contains("\r\u001b[2KBacking up [").doesNotContain("\u001b]0;", "\u0007");
    }
}
