package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openemr.aws.operator.fixtures.LocalAws;

/** {@code openemr shell} and {@code openemr db tunnel}. */
class SessionCommandsTest extends OperatorTest {

    private static final String SESSION =
            "{\"sessionId\":\"s-1\",\"streamUrl\":\"wss://stream.example\",\"tokenValue\":\"SECRET-TOKEN\"}";
    private static final String TASKS =
            "{\"taskArns\":[\"arn:aws:ecs:us-east-1:111122223333:task/openemr-cluster/0a1b\"]}";

    @BeforeEach
    void installPlugin() {
        operator().deployed().program("session-manager-plugin", """
                        [ "$1" = --version ] && { echo 1.2.707.0; exit 0; }
                        printf '%s\\n' "$@" > arguments.txt
                        printf '%s' "$AWS_SSM_START_SESSION_RESPONSE" > variable.txt
                        exit "${PLUGIN_STATUS:-0}"
                        """);
        aws().json("ContainerServiceV20141113.ListTasks", TASKS);
        aws().json("ContainerServiceV20141113.DescribeTasks", task(true, "RUNNING"));
        aws().json("ContainerServiceV20141113.ExecuteCommand", "{\"session\":" + SESSION + "}");
        aws().json(
                        "AmazonSSM.StartSession",
                        "{\"SessionId\":\"s-1\",\"StreamUrl\":\"wss://stream.example\",\"TokenValue\":\"SECRET-TOKEN\"}");
    }

    @Test
    void opensAShellInATaskOfTheService() {
        var run = operator().run("shell");

        assertThat(run.status()).isZero();
        assertThat(aws().bodiesOf("ListTasks")).allMatch(body -> body.contains("\"serviceName\":\"openemr-openemr\""));
        assertThat(aws().bodiesOf("ExecuteCommand"))
                .singleElement()
                .asString()
                .contains("\"task\":\"0a1b\"", "\"container\":\"openemr\"", "\"command\":\"/bin/sh\"");
        assertThat(operator().read("arguments.txt").lines())
                .containsExactly(
                        "AWS_SSM_START_SESSION_RESPONSE",
                        "us-east-1",
                        "StartSession",
                        "",
                        "{\"Target\":\"ecs:openemr-cluster_0a1b_0a1b-runtime\"}",
                        "https://ssm.us-east-1.amazonaws.com");
    }

    @Test
    void keepsTheTokenOffCommandLineAndScreen() {
        var run = operator().run("shell");

        assertThat(operator().read("arguments.txt") + run.out() + run.err()).doesNotContain("SECRET-TOKEN");
        assertThat(operator().read("variable.txt")).contains("\"TokenValue\":\"SECRET-TOKEN\"");
    }

    @Test
    void forwardsALocalPortToTheReader() {
        var run = operator().run("db", "tunnel", "--reader", "--local-port", "13306");

        assertThat(run.status()).isZero();
        assertThat(aws().bodiesOf("StartSession"))
                .singleElement()
                .asString()
                .contains(
                        "\"Target\":\"ecs:openemr-cluster_0a1b_0a1b-runtime\"",
                        "AWS-StartPortForwardingSessionToRemoteHost",
                        "\"host\":[\"the-database-reader-endpoint\"]",
                        "\"localPortNumber\":[\"13306\"]",
                        "\"portNumber\":[\"3306\"]");
        assertThat(run.err()).contains("--port 13306", "the-database-user-secret-arn");
        assertThat(Files.exists(operator().directory().resolve("arguments.txt")))
                .isTrue();
    }

    @Test
    void saysHowToGetThePlugin() {
        var run = operator()
                .program("session-manager-plugin", "exit 127")
                .withoutPrograms()
                .run("shell");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err()).contains("session-manager-plugin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.497.0", "1.1.999.0", "0.9", "rubbish"})
    void refusesAPluginThatWouldShowTheToken(String version) {
        var run =
                operator().program("session-manager-plugin", "echo " + version).run("db", "tunnel");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err()).contains("too old");
        assertThat(aws().requests()).isEmpty();
    }

    @Test
    void saysThatExecIsOff() {
        aws().json("ContainerServiceV20141113.DescribeTasks", task(false, "STOPPED"));

        var run = operator().run("shell");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err()).contains("\"enable_ecs_exec\": true", "npx cdk deploy --exclusively ComputeStack");
    }

    @Test
    void saysThatTasksAcceptNoSessionsYet() {
        aws().json("ContainerServiceV20141113.DescribeTasks", task(true, "PENDING"));

        var run = operator().run("shell");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err()).contains("none accepts sessions yet");
    }

    @Test
    void findsATaskOnALaterPage() {
        aws().json("ContainerServiceV20141113.ListTasks", "{\"taskArns\":[],\"nextToken\":\"more\"}", TASKS);

        assertThat(operator().run("shell").status()).isZero();
    }

    @Test
    void saysThatNoTaskRuns() {
        aws().json("ContainerServiceV20141113.ListTasks", "{\"taskArns\":[]}");

        var run = operator().run("db", "tunnel");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err()).contains("No task of service openemr-openemr runs");
    }

    @Test
    void saysThatTheSessionIsNotPermitted() {
        aws().json("AmazonSSM.StartSession", LocalAws.denied());

        assertThat(operator().run("db", "tunnel").status()).isEqualTo(4);
    }

    @Test
    void failsWhenThePluginFails() {
        assertThat(operator().with("PLUGIN_STATUS", "3").run("shell").status()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "x"})
    void refusesAPortThatIsNone(String port) {
        var run = operator().run("db", "tunnel", "--local-port", port);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--local-port");
    }

    private static String task(boolean exec, String agent) {
        return """
                {"tasks":[{"taskArn":"arn:aws:ecs:us-east-1:111122223333:task/openemr-cluster/0a1b","enableExecuteCommand":%s,
                "containers":[
                {"name":"aws-guardduty-agent","runtimeId":"0a1b-guard"},
                {"name":"openemr","runtimeId":"0a1b-runtime","managedAgents":[{"name":"ExecuteCommandAgent","lastStatus":"%s"}]}]}]}""".formatted(exec, agent);
    }
}
