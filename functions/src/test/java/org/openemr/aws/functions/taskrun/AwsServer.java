package org.openemr.aws.functions.taskrun;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.util.List;
import org.openemr.aws.functions.fixtures.CloudFormation;
import org.openemr.aws.functions.fixtures.LocalAws;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/** A local HTTP server that speaks the wire protocols of ECS and AWS Backup. */
final class AwsServer implements AutoCloseable {

    private final LocalAws server = new LocalAws();
    private final CloudFormation cloudFormation = new CloudFormation(server);

    AwsServer() {
        executionStarts();
        ecs("ListTasks", "{\"taskArns\": []}");
        ecs("RunTask", "{\"tasks\": [], \"failures\": []}");
        ecs("StopTask", "{}");
    }

    CloudFormation cloudFormation() {
        return cloudFormation;
    }

    SfnClient sfnClient() {
        return server.client(SfnClient.builder());
    }

    void executionStarts() {
        server.answers(post(anyUrl())
                .withHeader("X-Amz-Target", equalTo("AWSStepFunctions.StartExecution"))
                .willReturn(aResponse().withBody("{\"executionArn\": \"arn:execution\", \"startDate\": 1}")));
    }

    void executionIsRefused(String code) {
        server.answers(post(anyUrl())
                .withHeader("X-Amz-Target", equalTo("AWSStepFunctions.StartExecution"))
                .willReturn(
                        aResponse().withStatus(400).withBody("{\"__type\": \"" + code + "\", \"message\": \"no\"}")));
    }

    List<LoggedRequest> startedExecutions() {
        return server.requests(
                postRequestedFor(anyUrl()).withHeader("X-Amz-Target", equalTo("AWSStepFunctions.StartExecution")));
    }

    CloudFormationClient cloudFormationClient() {
        return server.client(CloudFormationClient.builder());
    }

    EcsClient ecsClient() {
        return server.client(EcsClient.builder());
    }

    BackupClient backupClient() {
        return server.client(BackupClient.builder());
    }

    /** What ECS answers to an operation. */
    void ecs(String operation, String body) {
        server.answers(post(anyUrl())
                .withHeader("X-Amz-Target", equalTo("AmazonEC2ContainerServiceV20141113." + operation))
                .willReturn(aResponse().withBody(body)));
    }

    /** ECS has a task of this run in this state. */
    void task(String runName, String desiredStatus, String taskJson) {
        server.answers(post(anyUrl())
                .withHeader("X-Amz-Target", equalTo("AmazonEC2ContainerServiceV20141113.ListTasks"))
                .withRequestBody(matchingJsonPath("$.desiredStatus", equalTo(desiredStatus)))
                .willReturn(aResponse().withBody("{\"taskArns\": [\"arn:aws:ecs:r:1:task/c/abc\"]}")));
        ecs("DescribeTasks", """
                {"tasks": [{"taskArn": "arn:aws:ecs:r:1:task/c/abc", "startedBy": "%s", %s}]}
                """.formatted(runName, taskJson));
    }

    void backupJobStarts(String id) {
        server.answers(put(urlPathEqualTo("/backup-jobs"))
                .willReturn(aResponse().withBody("{\"BackupJobId\": \"" + id + "\"}")));
    }

    void backupJobIs(String state) {
        server.answers(WireMock.get(urlPathMatching("/backup-jobs/.*"))
                .willReturn(aResponse().withBody("""
                                {"State": "%s", "ResourceArn": "arn:db", "StatusMessage": "no room"}
                                """.formatted(state))));
    }

    List<LoggedRequest> ecsRequests(String operation) {
        return server.requests(postRequestedFor(anyUrl())
                .withHeader("X-Amz-Target", equalTo("AmazonEC2ContainerServiceV20141113." + operation)));
    }

    List<LoggedRequest> startedBackups() {
        return server.requests(putRequestedFor(urlPathEqualTo("/backup-jobs")));
    }

    @Override
    public void close() {
        server.close();
    }
}
