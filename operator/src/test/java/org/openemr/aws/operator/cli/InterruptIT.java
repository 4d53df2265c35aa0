package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openemr.aws.operator.fixtures.LocalAws;
import org.openemr.aws.testsupport.Sample;

/** Ctrl-C at each question, and at each wait: cdk.json is as it was, and what was not agreed to is not done. */
class InterruptIT extends OperatorTest {

    /** 128 and the number of SIGINT. */
    private static final int INTERRUPTED = 130;

    private static final List<String> CHANGES = List.of(
            "CreateServiceLinkedRole",
            "RegisterScalableTarget",
            "UpdateService",
            "ContinueUpdateRollback",
            "AdminDeleteUser",
            "AdminResetUserPassword",
            "RestoreJob",
            "restore-jobs",
            "DeleteDBCluster",
            "GetSecretValue",
            "invocations",
            "PutSecretValue");

    @BeforeEach
    void deploy() {
        WorkingAws.answer(operator());
        aws().query("GetRole", LocalAws.xmlError("NoSuchEntity", "no"));
        aws().queryWhere("DescribeStacks", "openemr-dns", HealthyAws.stack("UPDATE_ROLLBACK_FAILED"));
    }

    /** A command, and the text of its question behind it. */
    static Stream<List<String>> questions() {
        return Sample.of(
                List.of(
                        List.of("[y/N]", "password"),
                        List.of("go on:", "destroy"),
                        List.of("go on:", "backup", "restore", WorkingAws.recoveryPoint()),
                        List.of("[y/N]", "backup", "verify", "--store", "database"),
                        List.of("[y/N]", "backup", "settle", "fs-0a1b2c3d4e5f60701"),
                        List.of("go on:", "restore", "--to", "2026-11-25T11:00:00Z"),
                        List.of("go on:", "move", "--from", "us-west-2"),
                        List.of("[y/N]", "training", "create", "--until", "2026-12-31"),
                        List.of("[y/N]", "doctor", "--create-roles"),
                        List.of("[y/N]", "continue-rollback", "DnsStack"),
                        List.of("jane@clinic.example.org", "users", "remove", "jane@clinic.example.org"),
                        List.of("[y/N]", "upgrade", "--to", "8.4.2"),
                        List.of("[openemr]:", "init"),
                        List.of("[domain]:", "init", "--deployment", "clinic"),
                        List.of(
                                "[Y/n]",
                                "init",
                                "--trial",
                                "--size",
                                "small",
                                "--access",
                                "203.0.113.0/24",
                                "--no-analytics",
                                "--deployment",
                                "clinic",
                                "--alarm-email",
                                "it@clinic.example.net")),
                5);
    }

    @ParameterizedTest
    @MethodSource("questions")
    void nothingIsDoneWithoutAnAnswer(List<String> textAndCommand) {
        if (textAndCommand.contains("move")) {
            MoveAws.answer(operator());
        }
        if (textAndCommand.contains("training")) {
            TrainingDeployments.answer(operator());
        }
        var before = operator().read("cdk.json");

        var run = launched()
                .interruptedAt(
                        textAndCommand.get(0), textAndCommand.stream().skip(1).toArray(String[]::new));

        assertThat(run.out()).contains(textAndCommand.get(0)).doesNotContain("s3cret");
        assertThat(run.status()).as(run.out()).isEqualTo(INTERRUPTED);
        assertThat(operator().read("cdk.json")).isEqualTo(before);
        CHANGES.forEach(change -> assertThat(aws().bodiesOf(change)).as(change).isEmpty());
        assertThat(operator().directory().resolve("cdk.txt"))
                .satisfiesAnyOf(
                        calls -> assertThat(calls).doesNotExist(),
                        calls -> assertThat(calls).content().doesNotContain("deploy", "destroy"));
    }

    /** Commands that only look on. */
    private static final List<String> WATCHING = List.of("status", "logs");

    /** A command that waits, and what it shows meanwhile. */
    static Stream<List<String>> waits() {
        return Sample.of(
                List.of(
                        List.of("RUNNING", "backup", "create"),
                        List.of("database RUNNING", "backup", "restore", WorkingAws.recoveryPoint(), "--yes"),
                        List.of("database RUNNING", "backup", "verify", "--store", "database", "--yes"),
                        List.of("sites RUNNING", "restore", "--to", "2026-11-25T11:00:00Z", "--yes"),
                        List.of("Waiting 90 seconds", "backup", "settle", "fs-0a1b2c3d4e5f60701", "--yes"),
                        List.of("PENDING", "mail", "test", "--to", "clinic@example.net"),
                        List.of("PENDING", "mail", "rotate", "--yes"),
                        List.of("PENDING", "rotate", "administrator", "--yes"),
                        List.of("IN_PROGRESS", "continue-rollback", "DnsStack", "--yes"),
                        List.of("IN_PROGRESS", "status", "--watch"),
                        List.of("schema upgraded", "logs", "set-up", "--follow"),
                        List.of("STARTING", "export", "database")),
                4);
    }

    @ParameterizedTest
    @MethodSource("waits")
    void aWaitCanBeEnded(List<String> textAndCommand) {
        aws().rest("GET", "/backup-jobs/.*", "{\"State\":\"RUNNING\",\"PercentDone\":\"10.0\"}");
        aws().json("ContainerServiceV20141113.DescribeServices", HealthyAws.service(0, 2, "IN_PROGRESS"));
        aws().query(
                        "DescribeExportTasks",
                        "<ExportTasks><ExportTask><Status>STARTING</Status><PercentProgress>0</PercentProgress></ExportTask></ExportTasks>");
        aws().rest("GET", "/restore-jobs/.*", "{\"Status\":\"RUNNING\",\"PercentDone\":\"10.0\"}");
        aws().json("ContainerServiceV20141113.DescribeTasks", """
                {"tasks":[{"taskArn":"arn:aws:ecs:us-east-1:111122223333:task/openemr-cluster/0a1b","lastStatus":"PENDING"}]}""");
        aws().queryWhere(
                        "DescribeStacks",
                        "openemr-dns",
                        HealthyAws.stack("UPDATE_ROLLBACK_FAILED"),
                        HealthyAws.stack("UPDATE_ROLLBACK_IN_PROGRESS"));
        aws().query("ContinueUpdateRollback", "");
        var before = operator().read("cdk.json");

        var run = launched()
                .interruptedAt(
                        textAndCommand.get(0), textAndCommand.stream().skip(1).toArray(String[]::new));

        assertThat(run.status()).as(run.out()).isEqualTo(INTERRUPTED);
        assertThat(operator().read("cdk.json")).isEqualTo(before);
        if (!textAndCommand.get(0).startsWith("Waiting") && !WATCHING.contains(textAndCommand.get(1))) {
            assertThat(run.out()).contains("What was begun goes on in AWS");
        }
    }
}
