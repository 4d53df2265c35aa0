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

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URI;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.ecs.EcsClient;

/** A local HTTP server that speaks the wire protocols of ECS and AWS Backup. */
final class AwsServer implements AutoCloseable {

    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());

    AwsServer() {
        server.start();
        ecs("ListTasks", "{\"taskArns\": []}");
        ecs("RunTask", "{\"tasks\": [], \"failures\": []}");
        ecs("StopTask", "{}");
    }

    EcsClient ecsClient() {
        return local(EcsClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()))
                .build();
    }

    BackupClient backupClient() {
        return local(BackupClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()))
                .build();
    }

    /** What ECS answers to an operation. */
    void ecs(String operation, String body) {
        server.stubFor(post(anyUrl())
                .withHeader("X-Amz-Target", equalTo("AmazonEC2ContainerServiceV20141113." + operation))
                .willReturn(aResponse().withBody(body)));
    }

    /** ECS has a task of this run in this state. */
    void task(String runName, String desiredStatus, String taskJson) {
        server.stubFor(post(anyUrl())
                .withHeader("X-Amz-Target", equalTo("AmazonEC2ContainerServiceV20141113.ListTasks"))
                .withRequestBody(matchingJsonPath("$.desiredStatus", equalTo(desiredStatus)))
                .willReturn(aResponse().withBody("{\"taskArns\": [\"arn:aws:ecs:r:1:task/c/abc\"]}")));
        ecs("DescribeTasks", """
                {"tasks": [{"taskArn": "arn:aws:ecs:r:1:task/c/abc", "startedBy": "%s", %s}]}
                """.formatted(runName, taskJson));
    }

    void backupJobStarts(String id) {
        server.stubFor(put(urlPathEqualTo("/backup-jobs"))
                .willReturn(aResponse().withBody("{\"BackupJobId\": \"" + id + "\"}")));
    }

    void backupJobIs(String state) {
        server.stubFor(WireMock.get(urlPathMatching("/backup-jobs/.*"))
                .willReturn(aResponse().withBody("""
                                {"State": "%s", "ResourceArn": "arn:db", "StatusMessage": "no room"}
                                """.formatted(state))));
    }

    List<LoggedRequest> ecsRequests(String operation) {
        return server.findAll(postRequestedFor(anyUrl())
                .withHeader("X-Amz-Target", equalTo("AmazonEC2ContainerServiceV20141113." + operation)));
    }

    List<LoggedRequest> startedBackups() {
        return server.findAll(putRequestedFor(urlPathEqualTo("/backup-jobs")));
    }

    private <B extends AwsClientBuilder<B, C>, C> B local(B builder) {
        return builder.endpointOverride(URI.create(server.baseUrl()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")));
    }

    @Override
    public void close() {
        server.stop();
    }
}
