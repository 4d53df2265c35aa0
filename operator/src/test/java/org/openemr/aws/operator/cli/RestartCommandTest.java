package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openemr.aws.contracts.ComputeContract;

class RestartCommandTest extends OperatorTest {

    private static final String ECS = "AmazonEC2ContainerServiceV20141113.";
    private static final String BEFORE = deployments(deployment("ecs-svc/1", "COMPLETED", 2, ""));

    @BeforeEach
    void serve() {
        operator().deployed(ComputeContract.CLUSTER_NAME, ComputeContract.SERVICE_NAME);
        aws().json(
                        ECS + "UpdateService",
                        "{\"service\": {\"deployments\": [%s, %s]}}"
                                .formatted(
                                        deployment("ecs-svc/2", "IN_PROGRESS", 0, ""),
                                        deployment("ecs-svc/1", "COMPLETED", 2, "")
                                                .replace("PRIMARY", "ACTIVE")));
    }

    @Test
    void waitsUntilAllTasksAreNew() {
        aws().json(
                        ECS + "DescribeServices",
                        BEFORE,
                        deployments(deployment("ecs-svc/2", "IN_PROGRESS", 1, "")),
                        deployments(deployment("ecs-svc/2", "COMPLETED", 2, "")));

        var run = operator().run("restart", "--yes");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).contains("It goes on in AWS", "Replacing tasks", "All tasks are new.");
        assertThat(aws().bodiesOf(ECS + "UpdateService"))
                .singleElement()
                .satisfies(body -> assertThat(body)
                        .contains("\"forceNewDeployment\":true", "\"service\":\"openemr-openemr\"")
                        .doesNotContain("desiredCount"));
    }

    @Test
    void saysWhyTheNewTasksDidNotComeUp() {
        aws().json(
                        ECS + "DescribeServices",
                        BEFORE,
                        deployments(deployment("ecs-svc/2", "FAILED", 0, "tasks failed to start")));

        var run = operator().run("restart", "--yes");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("tasks failed to start", "openemr logs service");
    }

    @Test
    void saysThatAnotherDeploymentCameBetween() {
        aws().json(ECS + "DescribeServices", BEFORE, deployments(deployment("ecs-svc/3", "IN_PROGRESS", 0, "")));

        assertThat(operator().run("restart", "--yes").err()).contains("another deployment took its place");
    }

    @Test
    void hasNothingToRestartWhereNoTaskIsMeantToRun() {
        aws().json(ECS + "DescribeServices", BEFORE.replace("\"desiredCount\": 2", "\"desiredCount\": 0"));

        var run = operator().run("restart", "--yes");

        assertThat(run.status()).isEqualTo(5);
        assertThat(aws().bodiesOf(ECS + "UpdateService")).isEmpty();
    }

    @Test
    void asksFirst() {
        aws().json(ECS + "DescribeServices", BEFORE);

        var run = operator().typing("n").run("restart");

        assertThat(run.err()).contains("Replace the 2 tasks of openemr", "Nothing was done.");
        assertThat(aws().bodiesOf(ECS + "UpdateService")).isEmpty();
    }

    private static String deployments(String deployment) {
        return "{\"services\": [{\"status\": \"ACTIVE\", \"desiredCount\": 2, \"deployments\": [%s]}]}"
                .formatted(deployment);
    }

    private static String deployment(String id, String state, int running, String reason) {
        return """
                {"id": "%s", "status": "PRIMARY", "rolloutState": "%s", "runningCount": %d, "desiredCount": 2, "rolloutStateReason": "%s"}""".formatted(id, state, running, reason);
    }
}
