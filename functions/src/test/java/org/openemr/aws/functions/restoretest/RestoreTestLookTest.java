package org.openemr.aws.functions.restoretest;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.NamedValues;
import org.openemr.aws.functions.fixtures.LocalAws;
import org.openemr.aws.testsupport.Sample;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rdsdata.RdsDataClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** From the jobs of the plan to a verdict, a record and nothing left behind. */
class RestoreTestLookTest {

    private static final String BEGUN = "2026-11-25T12:00:00Z";
    private static final String RECORD = "/openemr-records/openemr/backup-verify";
    private static final Pattern CHANGES = Pattern.compile("(?!GET|Get|List|Describe)");
    private static final int MOST_LOOKS = 200;

    /** From then on the clock goes faster. */
    private static final int LOOKS_OF_INTEREST = 60;

    private static final Duration LEAP = Duration.ofMinutes(50);

    private RestoringAws restoring;
    private LocalAws aws;
    private RestoreTestLook.Clients clients;
    private ByteArrayOutputStream log;
    private Instant now;

    @BeforeEach
    void start() {
        restoring = new RestoringAws();
        aws = new LocalAws(restoring);
        aws.answers(any(anyUrl()).willReturn(ok()));
        clients = new RestoreTestLook.Clients(
                aws.client(BackupClient.builder()),
                aws.client(CloudWatchLogsClient.builder()),
                aws.client(EcsClient.builder()),
                aws.client(EfsClient.builder()),
                aws.client(RdsClient.builder()),
                aws.client(RdsDataClient.builder()),
                aws.client(SsmClient.builder()));
        log = new ByteArrayOutputStream();
        now = Instant.parse(BEGUN);
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    private RestoreTestLook handler() {
        return new RestoreTestLook(
                clients,
                NamedValues.ofEnvironment(environment()),
                Clock.fixed(now, ZoneOffset.UTC),
                new EventLog(new PrintStream(log, true, StandardCharsets.UTF_8)));
    }

    private static Map<String, String> environment() {
        var values = new HashMap<String, String>();
        values.put("PLAN_ARN", "arn:aws:backup:us-east-1:111122223333:restore-testing-plan:openemr-1");
        values.put("RECORDS", "/openemr-records/openemr");
        values.put("DATABASE_ARN", RestoringAws.DATABASE_ARN);
        values.put("SCHEMA", "openemr");
        values.put("SITES_ARN", RestoringAws.SITES_ARN);
        values.put("SSL_ARN", RestoringAws.SSL_ARN);
        values.put("SUBNET", "subnet-1");
        values.put("SITES_GROUP", "sg-sites");
        values.put("SSL_GROUP", "sg-ssl");
        values.put("CLUSTER", "openemr-cluster");
        values.put("FAMILY", "openemr-file-check");
        values.put("CONTAINER", "file-check");
        values.put("TASK_GROUP", "sg-tasks");
        values.put("LOG_GROUP", "/aws/ecs/openemr-tasks");
        values.put("LOG_STREAM", "ecs/file-check/file-check");
        return values;
    }

    /** As the state machine does it: through JSON, and again after a look that failed. */
    private Map<String, Object> run() {
        return run(Map.of());
    }

    private Map<String, Object> run(Map<String, Object> before) {
        var progress = before;
        for (var looks = 0; looks < MOST_LOOKS; looks++) {
            try {
                progress = throughJson(
                        handler().handleRequest(new TreeMap<>(Map.of("Since", BEGUN, "Progress", progress)), null));
            } catch (SdkException e) {
                now = looks < LOOKS_OF_INTEREST ? now.plusSeconds(600) : now.plus(LEAP);
                continue;
            }
            if (Boolean.TRUE.equals(progress.get("Done"))) {
                return progress;
            }
            now = looks < LOOKS_OF_INTEREST
                    ? now.plusSeconds(((Number) progress.get("Wait")).longValue())
                    : now.plus(LEAP);
        }
        throw new AssertionError("It does not come to an end: " + progress.get("At"));
    }

    private static Map<String, Object> throughJson(Map<String, Object> answer) {
        try {
            return JSON.std.mapFrom(JSON.std.asString(answer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertPassed(Map<String, Object> end) {
        assertThat(end).containsEntry("Passed", true);
        assertThat(restoring.verdicts())
                .containsOnly(
                        Map.entry("openemr-database", "SUCCESSFUL"),
                        Map.entry("fs-0sites", "SUCCESSFUL"),
                        Map.entry("fs-0ssl", "SUCCESSFUL"));
        assertThat(restoring.leftBehind()).isEmpty();
        assertThat(restoring.started()).isEqualTo(2);
        assertThat(restoring.parameter(RECORD))
                .contains(
                        "\"passed\":true", "\"lastPassed\":\"2026-11-25T", "\"openemr\":\"8.4.1\"", "\"patients\":4200")
                .contains("\"documents_read\":1", "\"took_seconds\":1200");
    }

    @Test
    void provesAllThree() {
        assertPassed(run());

        assertThat(restoring.tasks().get("fs-1sites")).contains("file:///a/documents/7/x", "\"sites\"");
        assertThat(restoring.tasks().get("fs-1ssl")).contains("\"ssl\"", "[]");
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("restore-test-passed");
    }

    /** An instance costs something, and restoring files may take a day. */
    @Test
    void addsNothingBeforeAllIsRestored() {
        restoring.job(RestoringAws.SITES_ARN, "RUNNING");

        var progress = handler().handleRequest(Map.of("Since", BEGUN, "Progress", Map.of()), null);

        assertThat(progress).containsEntry("Wait", 300L).containsEntry("Done", false);
        assertThat(restoring.calls()).containsOnly("GET /restore-jobs");
    }

    /** Interrupted at each call that changes something, before or after it has, the test is repeated and comes to the same end. */
    @TestFactory
    Stream<DynamicTest> comesToTheSameEndWhereverItIsInterrupted() {
        run();
        var calls = List.copyOf(restoring.calls());
        stop();
        var changes = IntStream.rangeClosed(1, calls.size())
                .filter(call -> CHANGES.matcher(calls.get(call - 1)).lookingAt())
                .boxed()
                .toList();
        return Sample.of(changes, 4)
                .flatMap(call -> Stream.of(true, false)
                        .map(done -> DynamicTest.dynamicTest(
                                "%s, call %d, %s".formatted(calls.get(call - 1), call, done ? "done" : "not done"),
                                () -> interrupted(call, done))));
    }

    private void interrupted(int call, boolean done) {
        start();
        try {
            restoring.failAt(call, done);
            assertPassed(run());
        } finally {
            stop();
        }
    }

    @ParameterizedTest
    @CsvSource({"FAILED, The restore job is FAILED: as told", "ABORTED, The restore job is ABORTED: as told"})
    void aJobThatFailsFailsTheTest(String state, String problem) {
        restoring.job(RestoringAws.DATABASE_ARN, state);

        var end = run();

        assertThat(end).containsEntry("Passed", false);
        assertThat(restoring.verdicts()).doesNotContainKey("openemr-database").containsEntry("fs-0sites", "SUCCESSFUL");
        assertThat(restoring.parameter(RECORD)).contains("\"passed\":false", "database: " + problem);
        assertThat(restoring.leftBehind()).isEmpty();
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("WARN", "restore-test-failed");
    }

    @Test
    void whatWasNotBegunAfterThreeHoursFailsTheTest() {
        restoring.job(RestoringAws.SSL_ARN, "");

        run();

        assertThat(Duration.between(Instant.parse(BEGUN), now)).isGreaterThan(Duration.ofHours(3));
        assertThat(restoring.parameter(RECORD)).contains("ssl: AWS Backup restored nothing");
        assertThat(restoring.leftBehind()).isEmpty();
    }

    @Test
    void aRestoreThatDoesNotEndIsGivenUp() {
        restoring.job(RestoringAws.SITES_ARN, "RUNNING");

        run();

        assertThat(restoring.parameter(RECORD)).contains("sites: The restore job is RUNNING");
        // What is restored is looked into nevertheless.
        assertThat(restoring.verdicts())
                .containsOnly(Map.entry("openemr-database", "SUCCESSFUL"), Map.entry("fs-0ssl", "SUCCESSFUL"));
        assertThat(restoring.leftBehind()).isEmpty();
    }

    @Test
    void whatIsNotEncryptedDoesNotStandTheTest() {
        restoring.notEncrypted();

        run();

        assertThat(restoring.verdicts().values()).containsOnly("FAILED");
        assertThat(restoring.parameter(RECORD)).contains("the restored cluster is not encrypted");
        assertThat(restoring.leftBehind()).isEmpty();
    }

    @Test
    void anEmptyDatabaseDoesNotStandTheTest() {
        restoring.versionRows("");

        run();

        assertThat(restoring.verdicts())
                .containsEntry("openemr-database", "FAILED")
                .containsEntry("fs-0ssl", "SUCCESSFUL");
        assertThat(restoring.parameter(RECORD)).contains("nothing answers SELECT");
        assertThat(restoring.leftBehind()).isEmpty();
    }

    @Test
    void aDocumentThatIsMissingDoesNotStandTheTest() {
        restoring.taskWrites(0, "DOCUMENT 310 missing", "now CHECKED");

        run();

        assertThat(restoring.verdicts()).containsEntry("fs-0sites", "FAILED");
        assertThat(restoring.parameter(RECORD)).contains("document 310 is missing");
    }

    @Test
    void saysWhatTheTaskComplainsOf() {
        restoring.taskWrites(1, "ERROR: There is no directory default/documents");

        run();

        assertThat(restoring.parameter(RECORD)).contains("There is no directory default/documents");
        assertThat(restoring.leftBehind()).isEmpty();
    }

    /** A task that never says how it ended. */
    @Test
    void aTaskWithoutAnEndIsGivenUp() {
        restoring.taskWrites(0);

        run();

        assertThat(restoring.parameter(RECORD)).contains("It did not come to an end within 6 hours");
        assertThat(restoring.leftBehind()).isEmpty();
    }

    /** What is denied again and again is a verdict in the end, and the others get theirs, and are given back. */
    @ParameterizedTest
    @ValueSource(
            strings = {"CreateDBInstance", "ModifyDBCluster", "POST mount-targets", "RunTask", "RegisterTaskDefinition"
            })
    void whatIsDeniedForEverIsGivenUp(String operation) {
        restoring.deny(operation);

        var end = run();

        assertThat(end).containsEntry("Passed", false);
        assertThat(restoring.verdicts()).hasSize(3).containsValue("FAILED");
        assertThat(restoring.parameter(RECORD)).contains("It could not be looked at");
        assertThat(Duration.between(Instant.parse(BEGUN), now)).isLessThan(Duration.ofHours(2));
        assertThat(restoring.leftBehind()).isEmpty();
    }

    /** The recovery point is good, and AWS Backup is told so; that an instance is left must not be silent. */
    @Test
    void whatCannotBeGivenBackIsToldInTheEnd() {
        restoring.deny("DeleteDBInstance");

        var end = run();

        assertThat(end).containsEntry("Passed", false);
        assertThat(restoring.verdicts()).hasSize(3).containsEntry("openemr-database", "SUCCESSFUL");
        assertThat(restoring.parameter(RECORD))
                .contains("\"passed\":false", "Remove by hand what is left (database: not given back");
    }

    /** A record is cut: what somebody has to remove comes first. */
    @Test
    void whatIsLeftIsToldBeforeWhatIsWrong() {
        restoring.deny("DeleteDBInstance");
        restoring.taskWrites(1, "ERROR: " + "torn ".repeat(200));

        run();

        assertThat(restoring.parameter(RECORD))
                .contains("Remove by hand what is left (database: not given back", "torn");
    }

    /** It is stopped before its mount target goes, without which it would wait for ever. */
    @Test
    void aTaskThatDoesNotEndIsStopped() {
        restoring.taskDoesNotEnd();

        run();

        assertThat(restoring.parameter(RECORD)).contains("sites: It did not come to an end within 6 hours");
        assertThat(restoring.calls()).containsSubsequence("StopTask", "DELETE mount-targets");
        assertThat(restoring.leftBehind()).isEmpty();
    }

    /** Somebody starts it again after it is over, or it was started twice: what AWS Backup removes gets no new instance. */
    @Test
    void addsNothingToWhatAwsBackupRemoves() {
        run();
        now = Instant.parse(BEGUN);
        restoring.calls().clear();

        var end = run();

        assertThat(end).containsEntry("Passed", false);
        assertThat(restoring.parameter(RECORD)).contains("database: AWS Backup has a verdict already");
        assertThat(restoring.calls()).doesNotContain("CreateDBInstance", "POST mount-targets", "RunTask");
    }

    /** There is a record even of that. */
    @Test
    void recordsThatAwsBackupNeverAnswered() {
        restoring.deny("GET /restore-jobs");

        assertThat(run()).containsEntry("Passed", false);

        assertThat(restoring.parameter(RECORD)).contains("\"passed\":false", "AWS Backup restored nothing");
    }

    @Test
    void writesOverARecordThatIsNone() {
        restoring.parameter(RECORD, "{\"passed\":\"perhaps\"");

        assertPassed(run());
    }

    /** The others are told, and nobody believes that all is well. */
    @Test
    void whatAwsBackupIsNotToldIsKept() {
        restoring.deny("PUT /restore-jobs/fs-0sites/validations");

        assertThat(run()).containsEntry("Passed", false);

        assertThat(restoring.verdicts()).containsOnlyKeys("openemr-database", "fs-0ssl");
        assertThat(restoring.parameter(RECORD)).contains("sites: not told");
    }

    /** RecoveryStack is deployed in the middle, with another database and other files. */
    @Test
    void goesOnWithWhatItBegan() {
        var progress =
                throughJson(handler().handleRequest(new TreeMap<>(Map.of("Since", BEGUN, "Progress", Map.of())), null));
        restoring.forgetJobs();

        assertPassed(run(progress));
    }

    /** No image, no capacity: that says nothing of the files. */
    @Test
    void aTaskThatDoesNotRunIsStartedAgain() {
        restoring.taskDoesNotRun();

        run();

        assertThat(restoring.calls().stream().filter("RunTask"::equals)).hasSizeGreaterThan(10);
        assertThat(restoring.parameter(RECORD)).contains("It could not be looked at: The task did not run");
        assertThat(restoring.leftBehind()).isEmpty();
    }

    /** A standard execution has at most 25,000 events: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
    @Test
    void itsLongestExecutionHasFewerEventsThanThereMayBe() {
        var looks = RestoreTestLook.LONGEST_RESTORE.toSeconds() / RestoreTestLook.SECONDS_WHILE_RESTORING
                + RestoreTestLook.LONGEST_LOOK
                                .plus(RestoreTestLook.LONGEST_RELEASE)
                                .toSeconds()
                        / RestoreTestLook.SECONDS_WHILE_LOOKING;
        // Entering and leaving three states, and three events of a function, which may be called three times.
        var eventsOfALook = 15;

        assertThat(looks * eventsOfALook).isLessThan(25_000);
    }

    /** What was proven before is not forgotten when a test fails. */
    @Test
    void keepsWhenItPassedLast() {
        run();
        now = Instant.parse(BEGUN);
        restoring.nextMonth();
        restoring.taskWrites(1, "ERROR: torn");

        run();

        assertThat(restoring.parameter(RECORD)).contains("\"passed\":false", "\"lastPassed\":\"2026-11-25T");
    }
}
