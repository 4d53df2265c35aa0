package org.openemr.aws.functions.taskrun;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.customresource.StackState;

class TaskRunProgressTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final String RUNNING = "\"lastStatus\": \"RUNNING\"";
    private static final String ENDED = """
            "lastStatus": "STOPPED", "containers": [{"name": "aws-guardduty-agent-abcDEF"},
            {"name": "set-up", "exitCode": %d}]""";

    private final AwsServer aws = new AwsServer();
    private final TaskRunProgress handler = new TaskRunProgress(
            aws.ecsClient(),
            aws.backupClient(),
            new StackState(aws.cloudFormationClient()),
            Clock.fixed(NOW, ZoneOffset.UTC),
            new EventLog(new PrintStream(OutputStream.nullOutputStream())));

    @BeforeEach
    void theStackIsUpdated() {
        aws.cloudFormation().stackIs("UPDATE_IN_PROGRESS");
    }

    @AfterEach
    void stopServer() {
        aws.close();
    }

    @Test
    void startsTheTaskInPrivateSubnetsOnceForEachRun() {
        assertThat(handler.handleRequest(poll(run(), false), null)).containsEntry("IsComplete", false);

        var body = aws.ecsRequests("RunTask").get(0).getBodyAsString();
        assertThat(body)
                .contains("\"clientToken\":\"request-1\"", "\"startedBy\":\"request-1\"", "\"launchType\":\"FARGATE\"")
                .contains("\"assignPublicIp\":\"DISABLED\"", "subnet-1", "sg-1", "openemr-set-up:7");
    }

    @Test
    void waitsWhileTheTaskRuns() {
        aws.task("request-1", "RUNNING", RUNNING);

        assertThat(handler.handleRequest(poll(run(), false), null)).containsEntry("IsComplete", false);
        assertThat(aws.ecsRequests("RunTask")).isEmpty();
    }

    @Test
    void isCompleteWhenTheTaskEndedWell() {
        aws.task("request-1", "STOPPED", ENDED.formatted(0));

        var answer = handler.handleRequest(poll(run(), false), null);

        assertThat(answer).containsEntry("IsComplete", true);
        assertThat(data()).containsEntry("Finished", "true");
    }

    @Test
    void failsWithTheExitStatusAndWhereToLook() {
        aws.task("request-1", "STOPPED", ENDED.formatted(1));

        assertThat(failure(poll(run(), false))).contains("exit status 1").contains("openemr-tasks");
    }

    /** A database that is away fails both ways, and a stack that cannot go back is stuck. */
    @Test
    void doesNotFailTheWayBack() {
        aws.task("request-1", "STOPPED", ENDED.formatted(1));

        var answer = handler.handleRequest(poll(run().asGoingBack(true), false), null);

        assertThat(answer).containsEntry("IsComplete", true);
        assertThat(aws.cloudFormation().lastAnswer()).containsEntry("Status", "SUCCESS");
        assertThat(data()).containsEntry("Finished", "true");
    }

    @Test
    void failsWhenTheTaskNeverRan() {
        aws.task(
                "request-1",
                "STOPPED",
                "\"lastStatus\": \"STOPPED\", \"containers\": [{}], \"stoppedReason\": \"CannotPullContainerError\"");

        assertThat(failure(poll(run(), false))).contains("never ran: CannotPullContainerError");
    }

    @Test
    void neverRunsBesideATaskOfAnotherRun() {
        aws.task("request-0", "RUNNING", RUNNING);

        assertThat(handler.handleRequest(poll(run(), false), null)).containsEntry("IsComplete", false);
        assertThat(aws.ecsRequests("RunTask")).isEmpty();
    }

    @Test
    void waitsForRecoveryPointsBeforeItStartsTheTask() {
        aws.backupJobIs("RUNNING");
        var run = TaskRun.begin("request-1", List.of("job-1")).endingAt(NOW.plusSeconds(60));

        assertThat(handler.handleRequest(poll(run, false), null)).containsEntry("IsComplete", false);
        assertThat(aws.ecsRequests("RunTask")).isEmpty();

        aws.backupJobIs("COMPLETED");
        handler.handleRequest(poll(run, false), null);
        assertThat(aws.ecsRequests("RunTask")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAILED", "ABORTED", "EXPIRED", "SOMETHING_NEW"})
    void upgradesNothingWhenARecoveryPointCannotBeTaken(String state) {
        aws.backupJobIs(state);
        var run = TaskRun.begin("request-1", List.of("job-1")).endingAt(NOW.plusSeconds(60));

        assertThat(failure(poll(run, false))).contains("no room").contains("Nothing was changed");
        assertThat(aws.ecsRequests("RunTask")).isEmpty();
    }

    @Test
    void handsARunThatTakesLongerToTheNextWindow() {
        aws.task("request-1", "RUNNING", RUNNING);
        var run = TaskRun.begin("request-1", List.of()).endingAt(NOW);

        var answer = handler.handleRequest(poll(run, false), null);

        assertThat(answer).containsEntry("IsComplete", true);
        assertThat(data()).containsEntry("Finished", "false").containsEntry("RunName", "request-1");
    }

    @Test
    void stopsTheTaskAndFailsWhenTheLastWindowIsOver() {
        aws.task("request-1", "RUNNING", RUNNING);
        var run = TaskRun.begin("request-1", List.of()).endingAt(NOW);

        assertThat(failure(poll(run, true))).contains("time limit");
        assertThat(aws.ecsRequests("StopTask")).hasSize(1);
    }

    /** A schema is not left half upgraded because CloudFormation waits no longer. */
    @Test
    void letsAnUpgradeGoOnWhenTheLastWindowIsOver() {
        aws.task("request-1", "RUNNING", RUNNING);
        var event = poll(TaskRun.begin("request-1", List.of()).endingAt(NOW), true);
        change(event, "StopAtLimit", "false");

        assertThat(failure(event)).contains("It goes on", "deploy again");
        assertThat(aws.ecsRequests("StopTask")).isEmpty();
    }

    @Test
    void failsWhenRecoveryPointsTakeLongerThanTheirWindows() {
        aws.backupJobIs("RUNNING");
        var event = poll(TaskRun.begin("request-1", List.of("job-1")).endingAt(NOW), false);
        change(event, "LastForRecoveryPoints", "true");

        assertThat(failure(event)).contains("Nothing was changed");
        assertThat(aws.ecsRequests("RunTask")).isEmpty();
    }

    @Test
    void goesOnBehindTheWindowsOfRecoveryPointsWhenTheTaskRuns() {
        aws.task("request-1", "RUNNING", RUNNING);
        var event = poll(TaskRun.begin("request-1", List.of("job-1")).endingAt(NOW), false);
        change(event, "LastForRecoveryPoints", "true");

        assertThat(handler.handleRequest(event, null)).containsEntry("IsComplete", true);
        assertThat(aws.cloudFormation().lastAnswer()).containsEntry("Status", "SUCCESS");
        assertThat(data()).containsEntry("Finished", "false");
    }

    /** The way back must not fail, or wait for hours, because the upgrade that took too long still runs. */
    @Test
    void doesNotWaitForAnotherRunOnTheWayBack() {
        aws.task("request-0", "RUNNING", RUNNING);

        assertThat(handler.handleRequest(poll(run().asGoingBack(true), false), null))
                .containsEntry("IsComplete", true);
        assertThat(data()).containsEntry("Finished", "true");
        assertThat(aws.ecsRequests("RunTask")).isEmpty();
    }

    /** Another resource failed, or somebody cancelled, while the run waited for its recovery points. */
    @ParameterizedTest
    @ValueSource(strings = {"UPDATE_ROLLBACK_IN_PROGRESS", "UPDATE_ROLLBACK_COMPLETE", "ROLLBACK_IN_PROGRESS"})
    void startsNothingWhenTheStackWentBackMeanwhile(String status) {
        aws.cloudFormation().stackIs(status);

        assertThat(handler.handleRequest(poll(run(), false), null)).containsEntry("IsComplete", true);
        assertThat(aws.ecsRequests("RunTask")).isEmpty();
    }

    @Test
    void startsTheSetUpOfTheImageBeforeOnTheWayBack() {
        aws.cloudFormation().stackIs("UPDATE_ROLLBACK_IN_PROGRESS");

        handler.handleRequest(poll(run().asGoingBack(true), false), null);

        assertThat(aws.ecsRequests("RunTask")).hasSize(1);
    }

    @Test
    void triesAgainWhenFargateHasNoCapacity() {
        aws.ecs("RunTask", """
                {"tasks": [], "failures": [{"reason": "Capacity is unavailable at this time"}]}
                """);

        assertThat(handler.handleRequest(poll(run(), false), null)).containsEntry("IsComplete", false);
    }

    @Test
    void failsWhenEcsRefusesTheTask() {
        aws.ecs("RunTask", """
                {"tasks": [], "failures": [{"reason": "MISSING", "detail": "no such cluster"}]}
                """);

        assertThat(failure(poll(run(), false))).contains("MISSING");
    }

    @Test
    void asksNothingOfEcsWhenTheRunHasEndedInAnEarlierWindow() {
        var run = run().asFinished();

        assertThat(handler.handleRequest(poll(run, true), null)).containsEntry("IsComplete", true);
        assertThat(aws.ecsRequests("ListTasks")).isEmpty();
    }

    private static TaskRun run() {
        return TaskRun.begin("request-1", List.of()).endingAt(NOW.plusSeconds(60));
    }

    @Test
    void tellsCloudFormationNothingWhileTheWindowLasts() {
        aws.task("request-1", "RUNNING", RUNNING);

        assertThat(handler.handleRequest(poll(run(), false), null)).containsEntry("IsComplete", false);
        assertThat(aws.cloudFormation().answers()).isZero();
    }

    @Test
    void tellsCloudFormationWhenItCannotBeAskedAnyLonger() {
        var event = poll(run(), false);
        event.put("Error", Map.of("Error", "Lambda.Unknown"));

        assertThat(failure(event)).contains("cannot be followed any longer", "Lambda.Unknown");
    }

    @SuppressWarnings("unchecked")
    private static void change(Map<String, Object> event, String property, String value) {
        ((Map<String, Object>) event.get("ResourceProperties")).put(property, value);
    }

    private Map<String, Object> poll(TaskRun run, boolean lastWindow) {
        return Events.poll(aws.cloudFormation().answerUrl(), run.asData(), lastWindow);
    }

    /** What CloudFormation is told when a look ends the run with a failure. */
    private String failure(Map<String, Object> event) {
        assertThat(handler.handleRequest(event, null)).containsEntry("IsComplete", true);
        assertThat(aws.cloudFormation().lastAnswer())
                .containsEntry("Status", "FAILED")
                .containsEntry("PhysicalResourceId", "task-run-SetUpRunWindow1");
        return (String) aws.cloudFormation().lastAnswer().get("Reason");
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> data() {
        return (Map<String, Object>) aws.cloudFormation().lastAnswer().get("Data");
    }
}
