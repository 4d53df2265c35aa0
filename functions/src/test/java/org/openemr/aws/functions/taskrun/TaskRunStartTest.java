package org.openemr.aws.functions.taskrun;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openemr.aws.contracts.TaskKind;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.customresource.StackState;

class TaskRunStartTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final AwsServer aws = new AwsServer();
    private final TaskRunStart handler = new TaskRunStart(
            aws.backupClient(),
            aws.sfnClient(),
            new StackState(aws.cloudFormationClient()),
            new Tasks(aws.ecsClient()),
            "arn:state-machine",
            Clock.fixed(NOW, ZoneOffset.UTC),
            new EventLog(new PrintStream(OutputStream.nullOutputStream())));
    private final String url = aws.cloudFormation().answerUrl();

    @BeforeEach
    void theStackIsUpdated() {
        aws.cloudFormation().stackIs("UPDATE_IN_PROGRESS");
    }

    @AfterEach
    void stopServer() {
        aws.close();
    }

    @Test
    void namesTheRunAfterTheRequestAndHasItLookedAfter() {
        handler.handleRequest(Events.event(url, "Create", "openemr:1"), null);

        assertThat(aws.startedExecutions())
                .singleElement()
                .satisfies(request -> assertThat(request.getBodyAsString())
                        .contains("\"name\":\"request-1\"", "\"stateMachineArn\":\"arn:state-machine\""));
        assertThat(window())
                .containsEntry("PhysicalResourceId", "task-run-SetUpRunWindow1")
                .containsEntry("ResponseURL", url);
        assertThat(data())
                .containsEntry("RunName", "request-1")
                .containsEntry("WindowEnds", "2026-11-24T12:55:00Z")
                .containsEntry("Finished", "false")
                .containsEntry("RecoveryPointJobs", "none");
        assertThat(aws.startedBackups()).isEmpty();
        assertThat(aws.cloudFormation().answers()).isZero();
    }

    @Test
    void takesRecoveryPointsWhenTheImageOfAnInstalledSystemChanges() {
        aws.backupJobStarts("job-1");

        handler.handleRequest(Events.update(url, "openemr:1", "openemr:2"), null);

        assertThat(data()).containsEntry("RecoveryPointJobs", "job-1,job-1");
        assertThat(aws.startedBackups())
                .extracting(request -> request.getBodyAsString())
                .hasSize(2)
                .allMatch(body -> body.contains("\"BackupVaultName\":\"openemr-vault\""))
                .allMatch(body -> body.contains("\"openemr:upgrade\":\"openemr:1 to openemr:2\""))
                .anyMatch(body -> body.contains("\"ResourceArn\":\"arn:db\""))
                .anyMatch(body -> body.contains("\"ResourceArn\":\"arn:fs\""));
    }

    /** On the way back the image changes too, and the state is one in between. */
    @Test
    void takesNoRecoveryPointWhileTheStackGoesBack() {
        aws.cloudFormation().stackIs("UPDATE_ROLLBACK_IN_PROGRESS");

        handler.handleRequest(Events.update(url, "openemr:2", "openemr:1"), null);

        assertThat(aws.startedBackups()).isEmpty();
        assertThat(data()).containsEntry("GoingBack", "true").containsEntry("RecoveryPointJobs", "none");
    }

    /** Step Functions refuses, or is away: what is stuck on its way back is worse than a set-up that did not run. */
    @Test
    void goesBackWithoutATaskThatCannotBegin() {
        aws.cloudFormation().stackIs("UPDATE_ROLLBACK_IN_PROGRESS");
        aws.executionIsRefused("AccessDeniedException");

        handler.handleRequest(Events.update(url, "openemr:2", "openemr:1"), null);

        assertThat(aws.cloudFormation().lastAnswer()).containsEntry("Status", "SUCCESS");
    }

    /** openemr mail rotate runs set-up of what is deployed: no reason to upgrade without a recovery point. */
    @Test
    void takesRecoveryPointsBesideATaskOfTheOperator() {
        aws.backupJobStarts("job-1");
        aws.task(TaskKind.STARTED_BY_OPERATOR, "RUNNING", "\"lastStatus\": \"RUNNING\"");

        handler.handleRequest(Events.update(url, "openemr:1", "openemr:2"), null);

        assertThat(aws.startedBackups()).hasSize(2);
    }

    /** And so does a change of mail's password, by Step Functions. */
    @Test
    void takesRecoveryPointsBesideATaskOfARotation() {
        aws.backupJobStarts("job-1");
        aws.task(
                "AWS Step Functions",
                "RUNNING",
                "\"lastStatus\": \"RUNNING\", \"group\": \"%s\"".formatted(TaskKind.GROUP_OF_ROTATION));

        handler.handleRequest(Events.update(url, "openemr:1", "openemr:2"), null);

        assertThat(aws.startedBackups()).hasSize(2);
    }

    /** A second attempt, while the upgrade of the first still runs. */
    @Test
    void takesNoRecoveryPointBesideAnUpgradeThatStillRuns() {
        aws.task("request-0", "RUNNING", "\"lastStatus\": \"RUNNING\"");

        handler.handleRequest(Events.update(url, "openemr:1", "openemr:2"), null);

        assertThat(aws.startedBackups()).isEmpty();
        assertThat(data()).containsEntry("GoingBack", "false");
    }

    @Test
    void doesNotLetARecoveryPointThatCannotBeginWaitForHours() {
        aws.backupJobStarts("job-1");

        handler.handleRequest(Events.update(url, "openemr:1", "openemr:2"), null);

        assertThat(aws.startedBackups())
                .extracting(request -> request.getBodyAsString())
                .allMatch(body -> body.contains("\"StartWindowMinutes\":60"));
    }

    @Test
    void takesNoRecoveryPointWhenOnlyASettingChanges() {
        handler.handleRequest(Events.update(url, "openemr:1", "openemr:1"), null);

        assertThat(aws.startedBackups()).isEmpty();
    }

    @Test
    void goesOnWithTheRunOfTheWindowBefore() {
        var event = Events.update(url, "openemr:1", "openemr:2");
        @SuppressWarnings("unchecked")
        var properties = (Map<String, Object>) event.get("ResourceProperties");
        properties.putAll(Map.of("RunName", "request-0", "RecoveryPointJobs", "job-9", "Finished", "true"));

        handler.handleRequest(event, null);

        assertThat(data())
                .containsEntry("RunName", "request-0")
                .containsEntry("RecoveryPointJobs", "job-9")
                .containsEntry("Finished", "true");
        assertThat(aws.startedBackups()).isEmpty();
    }

    @Test
    void tellsCloudFormationThatNothingIsToBeDeleted() {
        var event = Events.event(url, "Delete", "openemr:1");
        event.put("PhysicalResourceId", "task-run-x");

        handler.handleRequest(event, null);

        assertThat(aws.cloudFormation().lastAnswer())
                .containsEntry("Status", "SUCCESS")
                .containsEntry("PhysicalResourceId", "task-run-x");
        assertThat(aws.startedExecutions()).isEmpty();
    }

    @Test
    void tellsCloudFormationWhenTheRunCannotBegin() {
        aws.executionIsRefused("StateMachineDoesNotExist");

        handler.handleRequest(Events.event(url, "Create", "openemr:1"), null);

        assertThat(aws.cloudFormation().lastAnswer())
                .containsEntry("Status", "FAILED")
                .extractingByKey("Reason")
                .asString()
                .contains("The task run cannot begin");
    }

    @Test
    void followsARequestThatArrivesTwiceOnce() {
        aws.executionIsRefused("ExecutionAlreadyExists");

        handler.handleRequest(Events.event(url, "Create", "openemr:1"), null);

        assertThat(aws.cloudFormation().answers()).isZero();
    }

    /** What the state machine was started with. */
    private Map<String, Object> window() {
        try {
            var request = JSON.std.mapFrom(aws.startedExecutions().get(0).getBodyAsString());
            return JSON.std.mapFrom((String) request.get("input"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> data() {
        return (Map<String, Object>) window().get("Data");
    }
}
