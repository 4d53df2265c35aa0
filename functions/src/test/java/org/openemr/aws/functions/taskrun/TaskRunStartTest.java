package org.openemr.aws.functions.taskrun;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskRunStartTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final AwsServer aws = new AwsServer();
    private final TaskRunStart handler = new TaskRunStart(aws.backupClient(), Clock.fixed(NOW, ZoneOffset.UTC));

    @AfterEach
    void stopServer() {
        aws.close();
    }

    @Test
    void namesTheRunAfterTheRequestAndBoundsTheWindow() {
        var answer = handler.handleRequest(Events.event("Create", "openemr:1"), null);

        assertThat(answer).containsEntry("PhysicalResourceId", "task-run-SetUpRunWindow1");
        assertThat(data(answer))
                .containsEntry("RunName", "request-1")
                .containsEntry("WindowEnds", "2026-11-24T12:55:00Z")
                .containsEntry("Finished", "false")
                .containsEntry("RecoveryPointJobs", "none");
        assertThat(aws.startedBackups()).isEmpty();
    }

    @Test
    void takesRecoveryPointsWhenTheImageOfAnInstalledSystemChanges() {
        aws.backupJobStarts("job-1");

        var answer = handler.handleRequest(Events.update("openemr:1", "openemr:2"), null);

        assertThat(data(answer)).containsEntry("RecoveryPointJobs", "job-1,job-1");
        assertThat(aws.startedBackups())
                .extracting(request -> request.getBodyAsString())
                .hasSize(2)
                .allMatch(body -> body.contains("\"BackupVaultName\":\"openemr-vault\""))
                .anyMatch(body -> body.contains("\"ResourceArn\":\"arn:db\""))
                .anyMatch(body -> body.contains("\"ResourceArn\":\"arn:fs\""));
    }

    @Test
    void takesNoRecoveryPointWhenOnlyASettingChanges() {
        handler.handleRequest(Events.update("openemr:1", "openemr:1"), null);

        assertThat(aws.startedBackups()).isEmpty();
    }

    @Test
    void goesOnWithTheRunOfTheWindowBefore() {
        var event = Events.update("openemr:1", "openemr:2");
        @SuppressWarnings("unchecked")
        var properties = (Map<String, Object>) event.get("ResourceProperties");
        properties.putAll(Map.of("RunName", "request-0", "RecoveryPointJobs", "job-9", "Finished", "true"));

        var answer = handler.handleRequest(event, null);

        assertThat(data(answer))
                .containsEntry("RunName", "request-0")
                .containsEntry("RecoveryPointJobs", "job-9")
                .containsEntry("Finished", "true");
        assertThat(aws.startedBackups()).isEmpty();
    }

    @Test
    void doesNothingWhenTheStackIsDeleted() {
        var event = Events.event("Delete", "openemr:1");
        event.put("PhysicalResourceId", "task-run-x");

        assertThat(handler.handleRequest(event, null)).isEqualTo(Map.of("PhysicalResourceId", "task-run-x"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> data(Map<String, Object> answer) {
        return (Map<String, Object>) answer.get("Data");
    }
}
