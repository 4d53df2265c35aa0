package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openemr.aws.operator.fixtures.KeptTemplates;
import org.openemr.aws.operator.fixtures.Operator;

/** {@code openemr report}, without a browser. */
class ReportCommandTest extends OperatorTest {

    @BeforeEach
    void synthesise() {
        operator().deployed();
        KeptTemplates.copy("default", operator().directory().resolve("assembly"));
    }

    private String report() {
        var run = operator().run("report", "--assembly", "assembly", "--to", "report.html");
        assertThat(run.status()).as(run.err()).isZero();
        return operator().read("report.html");
    }

    @Test
    void aFirstOneHasNothingToCompareWith() {
        assertThat(report()).doesNotContain("id=\"changes\"");
    }

    @Test
    void theNextOneSaysWhatChanged() {
        report();
        operator().setting("aurora_readers", "1", "0").at(Operator.NOW.plus(Duration.ofDays(7)));
        operator().file("assembly/DataStack.template.json", """
                {"Resources": {"Cluster": {"Type": "AWS::RDS::DBCluster"}}}""");

        assertThat(report())
                .contains(
                        "Changed since the report of 2026-11-25T12:00:00Z",
                        "<tr><td>aurora_readers</td><td>1</td><td>0</td></tr>",
                        "<tr><td>DataStack/Cluster</td><td></td><td>AWS::RDS::DBCluster</td></tr>",
                        "<td>a month, nobody works</td>");
    }

    @Test
    void theSameAgainSaysSo() {
        report();

        assertThat(report()).containsPattern("Changed since the report of [^<]*</h2>\n<p>Nothing");
    }

    /** A file that is no report, or one of an older version, is replaced. */
    @Test
    void whatIsNoReportIsNotComparedWith() {
        operator().file("report.html", "<script type=\"application/json\" id=\"facts\">{\"made\":\"then\"}</script>");

        assertThat(report()).doesNotContain("id=\"changes\"");
    }

    /** What stands in a setting ends no element. */
    @Test
    void carriesTextsAsTexts() {
        operator().setting("monitoring_email", "null", "\"</script><b>\"");

        assertThat(report()).doesNotContain("</script><b>").contains("\\u003c/script>\\u003cb>");
    }
}
