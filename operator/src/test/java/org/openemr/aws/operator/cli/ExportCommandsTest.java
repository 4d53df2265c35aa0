package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openemr.aws.operator.fixtures.LocalAws;

class ExportCommandsTest extends OperatorTest {

    private static final String FILES = "/2015-03-31/functions/the-file-export-function/invocations";
    private static final String DATABASE = "/2015-03-31/functions/the-database-export-function/invocations";

    @BeforeEach
    void deploy() {
        operator().deployed();
        aws().rest("POST", FILES, "{\"taskArn\":\"arn:task\",\"state\":\"started\"}");
        aws().rest("POST", DATABASE, "{\"ExportTaskIdentifier\":\"openemr-20261125-1\",\"Status\":\"STARTING\"}");
    }

    @Test
    void followsTheCopyOfTheFiles() {
        aws().json(
                        "ContainerServiceV20141113.DescribeTasks",
                        "{\"tasks\":[{\"lastStatus\":\"RUNNING\",\"containers\":[{}]}]}",
                        "{\"tasks\":[{\"lastStatus\":\"STOPPED\",\"containers\":[{\"name\":\"aws-guardduty-agent-abcDEF\"},{\"name\":\"file-export\",\"exitCode\":0}]}]}");

        var run = operator().run("export", "files");

        assertThat(run.status()).isZero();
        assertThat(run.out()).isEqualTo("export  arn:task\n");
        assertThat(run.err()).isEqualTo("Copying files: RUNNING\nCopying files: STOPPED\n");
    }

    @Test
    void saysWhyTheCopyFailed() {
        aws().json(
                        "ContainerServiceV20141113.DescribeTasks",
                        "{\"tasks\":[{\"lastStatus\":\"STOPPED\",\"stoppedReason\":\"out of memory\",\"containers\":[{\"exitCode\":137}]}]}");

        var run = operator().run("export", "files");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("out of memory");
    }

    @Test
    void saysThatTheTaskIsForgotten() {
        aws().json("ContainerServiceV20141113.DescribeTasks", "{\"tasks\":[]}");

        assertThat(operator().run("export", "files").status()).isEqualTo(3);
    }

    @Test
    void followsTheExportOfSomeTables() {
        aws().query("DescribeExportTasks", task("IN_PROGRESS", 40), task("COMPLETE", 100));

        var run = operator()
                .run("export", "database", "--table", "form_encounter", "--table", "patient_data", "-o", "json");

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("\"export\" : \"openemr-20261125-1\"");
        assertThat(aws().bodiesOf(DATABASE)).containsExactly("{\"tables\":[\"form_encounter\",\"patient_data\"]}");
    }

    @Test
    void saysWhyTheExportFailed() {
        aws().query(
                        "DescribeExportTasks",
                        task("FAILED", 3).replace("</ExportTask>", "<FailureCause>no key</FailureCause></ExportTask>"));

        var run = operator().run("export", "database");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("RDS says FAILED: no key");
    }

    @Test
    void handsOnWhatTheFunctionSays() {
        aws().restError("POST", DATABASE, "{\"errorMessage\":\"RDS did not begin the export (Limit): too many\"}");

        var run = operator().run("export", "database");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("RDS did not begin the export (Limit): too many");
    }

    @Test
    void saysWhatIsNotPermitted() {
        aws().rest("POST", FILES, LocalAws.denied());

        assertThat(operator().run("export", "files").status()).isEqualTo(4);
    }

    private static String task(String status, int percent) {
        return "<ExportTasks><ExportTask><Status>%s</Status><PercentProgress>%d</PercentProgress></ExportTask></ExportTasks>"
                .formatted(status, percent);
    }
}
