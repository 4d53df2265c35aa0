package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.operator.fixtures.LocalAws.BEGIN;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.openemr.aws.testsupport.Sample;

/** A site that is closed and opened again; its service, its scaling and its tag change by what the commands ask of AWS. */
class PauseCommandTest extends OperatorTest {

    private static final String REGION = "us-east-1";
    private static final String SITE = "openemr-openemr";
    private static final String CLOCK = "openemr-clock";
    private static final String ECS = "AmazonEC2ContainerServiceV20141113.";
    private static final String SCALING = "AnyScaleFrontendService.";
    private static final String BOUNDS = SCALING + "RegisterScalableTarget";
    private static final String UPDATE = ECS + "UpdateService";
    private static final String NONE = "\"service\":\"" + SITE + "\",\"desiredCount\":0";
    private static final String TWO = "\"service\":\"" + SITE + "\",\"desiredCount\":2";
    private static final String MARK = "\"openemr:paused-since\"";

    @BeforeEach
    void deploy() {
        WorkingAws.answer(operator());
        aws().query(
                        "DescribeAlarms",
                        "<MetricAlarms><member><AlarmName>openemr-stores-silent</AlarmName></member></MetricAlarms>");
        aws().query("DisableAlarmActions", "");
        aws().query("EnableAlarmActions", "");
        aws().json(ECS + "UpdateService", "{\"service\":{}}");
        aws().json(ECS + "ListTasks", "{\"taskArns\":[]}");
        database("0");
        site();
        WorkingAws.clock(aws(), 1);
    }

    @Test
    void closesTheSiteAndOpensItAgain() {
        var paused = operator().run("pause", "--yes");

        assertThat(paused.status()).as(paused.err()).isZero();
        assertThat(paused.err())
                .contains("The site is closed. The database pauses when nothing has asked it for 5 minutes.");
        assertThat(aws().bodiesOf(BOUNDS))
                .hasSize(2)
                .allMatch(body -> body.contains("\"ScheduledScalingSuspended\":true"))
                .anyMatch(body -> body.contains(SITE) && body.contains("\"MaxCapacity\":0"))
                .anyMatch(body -> body.contains(CLOCK) && !body.contains("MaxCapacity"));
        assertThat(aws().bodiesOf(UPDATE)).hasSize(2).allMatch(body -> body.contains("\"desiredCount\":0"));
        assertThat(aws().bodiesOf("DisableAlarmActions"))
                .singleElement()
                .asString()
                .contains("openemr-stores-silent");

        var resumed = operator().run("resume");

        assertThat(resumed.status()).as(resumed.err()).isZero();
        assertThat(resumed.err()).contains("The site is open: https://");
        assertThat(aws().bodiesOf(BOUNDS).subList(2, 4))
                .allMatch(body -> body.contains("\"ScheduledScalingSuspended\":false"))
                .anyMatch(body -> body.contains("\"MinCapacity\":2,\"MaxCapacity\":100"));
        assertThat(aws().bodiesOf(UPDATE).subList(2, 4))
                .anyMatch(body -> body.contains(SITE) && body.contains("\"desiredCount\":2"))
                .anyMatch(body -> body.contains(CLOCK) && body.contains("\"desiredCount\":1"));
        assertThat(aws().bodiesOf("EnableAlarmActions")).hasSize(1);
        assertThat(aws().bodiesOf(ECS + "UntagResource")).hasSize(1);
        assertThat(operator().run("resume").err()).contains("The site is open.");
    }

    /** Ended at any call, the same command goes on to the same end. */
    @TestFactory
    Stream<DynamicTest> goOnWhereverTheyEnded() {
        operator().run("pause", "--yes");
        operator().run("resume");
        return Sample.of(aws().operations(), 5)
                .flatMap(operation -> Stream.of("pause", "resume")
                        .map(command -> DynamicTest.dynamicTest(
                                command + ", " + operation, () -> goesOnAfter(operation, command))));
    }

    private void goesOnAfter(String operation, String command) {
        aws().heal();
        if (command.equals("resume")) {
            operator().run("pause", "--yes");
        }
        aws().failsOnce(operation, "AccessDeniedException", "of a test");
        operator().run(command, "--yes");

        var again = operator().run(command, "--yes");

        assertThat(again.status()).as(again.err()).isZero();
        assertThat(again.err()).contains(command.equals("pause") ? "The site is closed." : "The site is open");
    }

    @Test
    void asksFirst() {
        assertThat(operator().typing("n").run("pause").err())
                .contains("Close the site of openemr? Nobody can work until `openemr resume`.", "Nothing was done.");
        assertThat(aws().bodiesOf(ECS + "TagResource")).isEmpty();
    }

    /** What a move closed is closed for good: people would write into what is no longer theirs. */
    @Test
    void leavesASiteThatSomethingElseClosed() {
        aws().jsonWhere(SCALING + "DescribeScalableTargets", SITE, target(0, 0, true));
        aws().jsonWhere(ECS + "DescribeServices", SITE, service(0, ""));
        WorkingAws.clock(aws(), 0);

        var paused = operator().run("pause", "--yes");
        var resumed = operator().run("resume");

        assertThat(paused.status()).isEqualTo(5);
        assertThat(paused.err()).contains("by a move to another region");
        assertThat(resumed.status()).isEqualTo(5);
        assertThat(resumed.err()).contains("It was not `openemr pause`", "closed by a move", "--abandon");
        assertThat(aws().bodiesOf(BOUNDS)).isEmpty();
        assertThat(aws().bodiesOf(UPDATE)).isEmpty();
    }

    /** Reminders of the other installation would be sent when the pause ends. */
    @Test
    void waitsForTheEndOfAnImport() {
        aws().jsonWhere(SCALING + "DescribeScalableTargets", CLOCK, target(1, 1, true));

        var run = operator().run("pause", "--yes");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err()).contains("openemr import finish");
        assertThat(aws().bodiesOf(ECS + "TagResource")).isEmpty();
    }

    /** At night there is nothing to resume, and the holidays can begin. */
    @Test
    void knowsNights() {
        aws().jsonWhere(SCALING + "DescribeScalableTargets", SITE, target(0, 0, false));
        aws().jsonWhere(ECS + "DescribeServices", SITE, service(0, ""));
        WorkingAws.clock(aws(), 0);

        assertThat(operator().run("resume").err()).contains("closed at this hour: night_hours");
        assertThat(operator().run("pause", "--yes").status()).isZero();
    }

    /** The schedule of the night acts before a task has come. */
    @Test
    void resumesIntoANight() {
        operator().run("pause", "--yes");
        aws().jsonWhere(ECS + "DescribeServices", SITE, service(0, "marked"));

        var run = operator().run("resume");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).contains("no longer paused, and closed at this hour");
        assertThat(aws().bodiesOf(ECS + "UntagResource")).hasSize(1);
    }

    @Test
    void saysWhatTheDatabaseGoesOnToCost() {
        database("0.5");

        assertThat(operator().run("pause", "--yes").err())
                .contains("The database keeps 0.5 capacity units, which are paid: with aurora_min_capacity 0");
    }

    @Test
    void isSeenInTheStatus() {
        operator().run("pause", "--yes");
        WorkingAws.clock(aws(), 0);
        aws().query("DescribeTargetHealth", "<TargetHealthDescriptions/>");
        aws().query(
                        "DescribeAlarms",
                        "<MetricAlarms><member><AlarmName>openemr-ecs-low-tasks</AlarmName></member></MetricAlarms>");
        HealthyAws.reports(aws());

        var run = operator().run("status");

        assertThat(run.status()).as(run.out()).isZero();
        assertThat(run.out())
                .containsPattern("service +warn +paused since 2026")
                .containsPattern("targets +warn +paused since 2026")
                .containsPattern("stores +warn +paused since 2026")
                .containsPattern("alarms +pass +none rings")
                .contains("openemr resume");
    }

    /** Its bounds, its mark, and how many tasks it has, one after another. */
    private void site() {
        state(BEGIN, 2, 100, 2, "");
        state("marked", 2, 100, 2, "marked");
        state("bounded", 0, 0, 2, "marked");
        state("closed", 0, 0, 0, "marked");
        state("opening", 2, 100, 0, "marked");
        state("open", 2, 100, 2, "marked");
        aws().jsonWhere(SCALING + "DescribeScheduledActions", SITE, """
                {"ScheduledActions":[{"ScheduledActionName":"Night","ScalableTargetAction":{"MinCapacity":0,"MaxCapacity":0}},
                {"ScheduledActionName":"Minimum","ScalableTargetAction":{"MinCapacity":2,"MaxCapacity":100}}]}""");
    }

    private void state(String state, int least, int most, int tasks, String mark) {
        answer(state, state, SCALING + "DescribeScalableTargets", SITE, target(least, most, most == 0));
        answer(state, state, ECS + "DescribeServices", SITE, service(tasks, mark));
        answer(state, state.equals(BEGIN) ? "marked" : state, ECS + "TagResource", MARK, "{}");
        answer(state, BEGIN, ECS + "UntagResource", MARK, "{}");
        answer(state, tasks == 0 ? "closed" : "bounded", BOUNDS, "\"MinCapacity\":0", "{}");
        answer(state, tasks == 0 ? "opening" : "open", BOUNDS, "\"MinCapacity\":2", "{}");
        answer(state, most == 0 ? "closed" : state, UPDATE, NONE, "{}");
        answer(state, most == 0 ? state : mark.isEmpty() ? BEGIN : "open", UPDATE, TWO, "{}");
    }

    private void answer(String state, String next, String operation, String text, String answer) {
        aws().jsonInState("site", state, next, operation, REGION, text, answer);
    }

    private static String target(int least, int most, boolean suspended) {
        return """
                {"ScalableTargets":[{"MinCapacity":%d,"MaxCapacity":%d,"SuspendedState":{"DynamicScalingInSuspended":%3$b,
                "DynamicScalingOutSuspended":%3$b,"ScheduledScalingSuspended":%3$b}}]}""".formatted(least, most, suspended);
    }

    private static String service(int tasks, String mark) {
        return """
                {"services":[{"status":"ACTIVE","serviceArn":"arn:aws:ecs:us-east-1:111122223333:service/openemr-cluster/openemr-openemr",
                "taskDefinition":"openemr-openemr:3","desiredCount":%1$d,"runningCount":%1$d,"tags":[%2$s]}]}""".formatted(tasks, mark.isEmpty() ? "" : "{\"key\":" + MARK + ",\"value\":\"2026-11-25T12:00:00Z\"}");
    }

    private void database(String least) {
        aws().query("DescribeDBClusters", """
                <DBClusters><DBCluster><Status>available</Status><EngineVersion>8.0</EngineVersion><ServerlessV2ScalingConfiguration>
                <MinCapacity>%s</MinCapacity><SecondsUntilAutoPause>300</SecondsUntilAutoPause></ServerlessV2ScalingConfiguration>
                <DBClusterMembers><DBClusterMember/></DBClusterMembers></DBCluster></DBClusters>""".formatted(least));
    }
}
