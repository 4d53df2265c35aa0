package org.openemr.aws.functions.export;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
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
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.fixtures.LocalAws;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.EcsException;

class FileExportTest {

    private static final String TASK = "arn:aws:ecs:us-east-1:111122223333:task/openemr-cluster/abc";

    private final LocalAws aws = new LocalAws();
    private final FileExport handler = new FileExport(
            aws.client(EcsClient.builder()),
            Map.of(
                    "CLUSTER", "openemr-cluster",
                    "FAMILY", "openemr-file-export",
                    "SUBNETS", "subnet-1,subnet-2",
                    "SECURITY_GROUP", "sg-1"),
            Clock.fixed(Instant.parse("2026-11-24T12:00:30Z"), ZoneOffset.UTC),
            new EventLog(new PrintStream(OutputStream.nullOutputStream())));

    @BeforeEach
    void ecsWorks() {
        answer("ListTasks", 200, "{\"taskArns\": []}");
        answer("RunTask", 200, "{\"tasks\": [{\"taskArn\": \"" + TASK + "\"}], \"failures\": []}");
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void startsTheTaskAndAnswersWithItsArn() {
        assertThat(handler.handleRequest(Map.of(), null))
                .containsEntry("taskArn", TASK)
                .containsEntry("state", "started");

        assertThat(requests("RunTask"))
                .singleElement()
                .satisfies(request -> assertThat(request.getBodyAsString())
                        .contains(
                                "\"taskDefinition\":\"openemr-file-export\"",
                                "\"assignPublicIp\":\"DISABLED\"",
                                "\"subnets\":[\"subnet-1\",\"subnet-2\"]"));
    }

    @Test
    void callsOfTheSameMinuteAskForOneTask() {
        handler.handleRequest(Map.of(), null);
        handler.handleRequest(Map.of(), null);

        assertThat(requests("RunTask"))
                .extracting(request -> request.getBodyAsString().replaceAll(".*\"clientToken\":\"([^\"]+)\".*", "$1"))
                .hasSize(2)
                .containsOnly("openemr-file-export-29925360");
    }

    @Test
    void answersWithTheTaskThatRuns() {
        answer("ListTasks", 200, "{\"taskArns\": [\"" + TASK + "\"]}");

        assertThat(handler.handleRequest(Map.of(), null))
                .containsEntry("taskArn", TASK)
                .containsEntry("state", "running");
        assertThat(requests("RunTask")).isEmpty();
    }

    @Test
    void saysWhyEcsDidNotStartTheTask() {
        answer(
                "RunTask",
                200,
                "{\"tasks\": [], \"failures\": [{\"reason\": \"RESOURCE:FARGATE\", \"detail\": \"none left\"}]}");

        assertThatThrownBy(() -> handler.handleRequest(Map.of(), null))
                .isInstanceOf(ExportRefusedException.class)
                .hasMessageContaining("RESOURCE:FARGATE, none left")
                .hasMessageContaining("Try again");
    }

    @Test
    void failsWhenTheClusterIsGone() {
        answer("ListTasks", 400, "{\"__type\": \"ClusterNotFoundException\", \"message\": \"Cluster not found\"}");

        assertThatThrownBy(() -> handler.handleRequest(Map.of(), null))
                .isInstanceOf(EcsException.class)
                .hasMessageContaining("Cluster not found");
    }

    private void answer(String operation, int status, String body) {
        aws.answers(post(anyUrl())
                .withHeader("X-Amz-Target", equalTo("AmazonEC2ContainerServiceV20141113." + operation))
                .willReturn(aResponse().withStatus(status).withBody(body)));
    }

    private List<LoggedRequest> requests(String operation) {
        return aws.requests(postRequestedFor(anyUrl())
                .withHeader("X-Amz-Target", equalTo("AmazonEC2ContainerServiceV20141113." + operation)));
    }
}
