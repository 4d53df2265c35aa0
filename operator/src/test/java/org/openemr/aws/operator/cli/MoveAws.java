package org.openemr.aws.operator.cli;

import static org.openemr.aws.operator.fixtures.LocalAws.BEGIN;

import java.util.List;
import java.util.stream.IntStream;
import org.openemr.aws.operator.fixtures.LocalAws;
import org.openemr.aws.operator.fixtures.Operator;

/**
 * What AWS answers while a deployment moves from us-west-2 to us-east-1, besides {@link RestoreAws}. Tasks end when autoscaling lets them, and its
 * schedule, and when they are told to: it would start them anew.
 */
final class MoveAws {

    static final String FROM = "us-west-2";
    static final String HERE = "us-east-1";

    /** A snapshot is called by its job. */
    static final String DATABASE = "arn:aws:rds:us-east-1:111122223333:cluster-snapshot:awsbackup:copyjob-1";

    private static final String SITES = "arn:aws:backup:us-east-1:111122223333:recovery-point:sites-copy";
    private static final String SITE = "openemr-openemr";
    private static final String CLOCK = "openemr-clock";
    private static final String ECS = "AmazonEC2ContainerServiceV20141113.";
    private static final String SCALING = "AnyScaleFrontendService.";

    /** Bounds, then the number of tasks, and then their end. */
    private static final List<String> STATES = List.of(BEGIN, "bounded", "closed", "over", "opening");

    private MoveAws() {}

    static void answer(Operator operator) {
        WorkingAws.answer(operator);
        TrialAws.log(operator.aws(), "DOCUMENT 310 identical", "DOCUMENT 309 encrypted", "x MOVED", "x CHECKED");
        RestoreAws.answer(operator);
        var aws = operator.aws();
        site(aws);
        clock(aws);
        copies(aws);
        rows(aws, HERE, "patient_data", 0, 0, 4200);
        rows(aws, HERE, "form_encounter", 0, 0, 17000);
        rows(aws, HERE, "documents", 0, 0, 310);
    }

    private static void site(LocalAws aws) {
        for (var state : STATES) {
            var closed = state.equals("bounded") || ended(state);
            aws.jsonInState(
                    SITE,
                    state,
                    state,
                    SCALING + "DescribeScalableTargets",
                    FROM,
                    SITE,
                    closed ? target(0, 0) : target(2, 100));
            aws.jsonInState(
                    SITE,
                    state,
                    ended(state) ? state : "bounded",
                    SCALING + "RegisterScalableTarget",
                    FROM,
                    "\"MinCapacity\":0",
                    "{}");
            aws.jsonInState(
                    SITE, state, "opening", SCALING + "RegisterScalableTarget", FROM, "\"MinCapacity\":2", "{}");
            aws.jsonInState(
                    SITE,
                    state,
                    ended(state) ? state : closed ? "closed" : state,
                    ECS + "UpdateService",
                    FROM,
                    "\"service\":\"" + SITE + "\",\"desiredCount\":0",
                    "{}");
            aws.jsonInState(
                    SITE,
                    state,
                    closed ? state : BEGIN,
                    ECS + "UpdateService",
                    FROM,
                    "\"service\":\"" + SITE + "\",\"desiredCount\":2",
                    "{}");
            aws.jsonInState(SITE, state, state, ECS + "DescribeServices", FROM, SITE, services(ended(state) ? 0 : 2));
            aws.jsonInState(
                    SITE,
                    state,
                    state,
                    ECS + "ListTasks",
                    FROM,
                    "\"desiredStatus\":\"RUNNING\"",
                    ended(state) ? "{\"taskArns\":[]}" : "{\"taskArns\":[\"t-1\",\"t-2\"]}");
            aws.jsonInState(
                    SITE,
                    state,
                    state,
                    ECS + "ListTasks",
                    FROM,
                    "\"desiredStatus\":\"STOPPED\"",
                    "{\"taskArns\":[\"t-1\",\"t-2\"]}");
            // One that is told to stop finishes what it began.
            aws.jsonInState(
                    SITE,
                    state,
                    state.equals("closed") ? "over" : state,
                    ECS + "DescribeTasks",
                    FROM,
                    "t-2",
                    "{\"tasks\":[{\"lastStatus\":\"STOPPED\"},{\"lastStatus\":\"%s\"}]}"
                            .formatted(ended(state) ? (state.equals("over") ? "STOPPED" : "STOPPING") : "RUNNING"));
        }
    }

    private static boolean ended(String state) {
        return state.equals("closed") || state.equals("over");
    }

    private static void clock(LocalAws aws) {
        aws.jsonInState(
                CLOCK + " scaled", BEGIN, BEGIN, SCALING + "DescribeScalableTargets", FROM, CLOCK, target(1, 1));
        aws.jsonInState(CLOCK + " scaled", BEGIN, BEGIN, SCALING + "RegisterScalableTarget", FROM, CLOCK, "{}");
        for (var state : List.of(BEGIN, "off")) {
            var one = "\"services\":[\"" + CLOCK;
            aws.jsonInState(
                    CLOCK, state, state, ECS + "DescribeServices", FROM, one, services(state.equals(BEGIN) ? 1 : 0));
            aws.jsonInState(
                    CLOCK,
                    state,
                    "off",
                    ECS + "UpdateService",
                    FROM,
                    "\"service\":\"" + CLOCK + "\",\"desiredCount\":0",
                    "{}");
            aws.jsonInState(
                    CLOCK,
                    state,
                    BEGIN,
                    ECS + "UpdateService",
                    FROM,
                    "\"service\":\"" + CLOCK + "\",\"desiredCount\":1",
                    "{}");
        }
    }

    private static String target(int least, int most) {
        return """
                {"ScalableTargets":[{"ServiceNamespace":"ecs","ResourceId":"service/openemr-cluster/openemr-openemr","ScalableDimension":
                "ecs:service:DesiredCount","MinCapacity":%d,"MaxCapacity":%d,"RoleARN":"arn:r","CreationTime":1,"SuspendedState":
                {"DynamicScalingInSuspended":true,"DynamicScalingOutSuspended":%3$b,"ScheduledScalingSuspended":%3$b}}]}""".formatted(least, most, most == 0);
    }

    private static String services(int tasks) {
        return "{\"services\":[{\"status\":\"ACTIVE\",\"desiredCount\":%1$d,\"runningCount\":%1$d,\"pendingCount\":0}]}"
                .formatted(tasks);
    }

    private static void copies(LocalAws aws) {
        List.of("database", "sites")
                .forEach(store -> aws.restInRegion(
                        FROM,
                        "PUT",
                        "/copy-jobs",
                        "recovery-point:" + store,
                        "{\"CopyJobId\":\"c-%s\"}".formatted(store)));
        List.of("database", "sites")
                .forEach(store -> aws.restInRegion(
                        FROM, "PUT", "/backup-jobs", resource(store), "{\"BackupJobId\":\"%s\"}".formatted(store)));
        copy(aws, "database", "COMPLETED", DATABASE);
        copy(aws, "sites", "COMPLETED", SITES);
    }

    private static String resource(String store) {
        return store.equals("database") ? ":cluster:openemr-database" : "file-system/fs-0sites";
    }

    static void copy(LocalAws aws, String store, String state, String made) {
        aws.rest("GET", "/copy-jobs/c-" + store, """
                {"CopyJob":{"State":"%s","StatusMessage":"of a test","DestinationRecoveryPointArn":"%s"}}""".formatted(state, made));
    }

    /** What the database of a region answers when it is asked for its version, each time. */
    static void versions(LocalAws aws, String region, String... answers) {
        aws.restInRegion(region, "POST", "/Execute", "AS value FROM version", answers);
    }

    static String version(String version) {
        return "{\"columnMetadata\":[{\"label\":\"value\"}],\"records\":[[{\"stringValue\":\"%s\"}]]}"
                .formatted(version);
    }

    /** How many rows a table has in a region, each time. */
    static void rows(LocalAws aws, String region, String table, int... numbers) {
        aws.restInRegion(
                region,
                "POST",
                "/Execute",
                "COUNT(*) AS value FROM " + table,
                IntStream.of(numbers)
                        .mapToObj(
                                "{\"columnMetadata\":[{\"label\":\"value\"}],\"records\":[[{\"longValue\":%d}]]}"
                                        ::formatted)
                        .toArray(String[]::new));
    }
}
