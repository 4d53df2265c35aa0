package org.openemr.aws.compute;

import static org.openemr.aws.constructs.monitoring.Alarms.FIVE_MINUTES;
import static org.openemr.aws.constructs.monitoring.Alarms.metric;

import java.util.LinkedHashMap;
import java.util.Map;
import org.openemr.aws.constructs.monitoring.AlarmCondition;
import org.openemr.aws.constructs.monitoring.Alarms;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;

/** Alarms on the service, on what clients see of it, and on the tasks around it. */
final class ServiceAlarms {

    static final String LOAD_BALANCER = "AWS/ApplicationELB";
    static final String CONTAINERS = "ECS/ContainerInsights";

    private static final String AVERAGE = "Average";

    private ServiceAlarms() {}

    /** Watches the tasks. */
    static void watchService(Alarms alarms, Map<String, String> service) {
        alarms.watch(
                "CpuHigh",
                "ecs-high-cpu",
                "Tasks are short of CPU: is the maximum number of tasks reached?",
                metric("AWS/ECS", "CPUUtilization", AVERAGE, FIVE_MINUTES, service),
                AlarmCondition.above(85).inTwoPeriods().missingIsBreaching());
        alarms.watch(
                "MemoryHigh",
                "ecs-high-memory",
                "Tasks are short of memory: raise openemr_service_fargate_memory.",
                metric("AWS/ECS", "MemoryUtilization", AVERAGE, FIVE_MINUTES, service),
                AlarmCondition.above(85).inTwoPeriods().missingIsBreaching());
        alarms.watch(
                "NoTask",
                "ecs-low-tasks",
                "No task is running: see the service's events and the log group of the tasks.",
                metric(CONTAINERS, "RunningTaskCount", AVERAGE, Duration.minutes(1), service),
                AlarmCondition.below(1).missingIsBreaching());
        alarms.watch(
                "TasksMissing",
                "ecs-tasks-missing",
                "Fewer tasks run than should: see the service's events; tasks may stop again and again.",
                difference(
                        metric(CONTAINERS, "DesiredTaskCount", AVERAGE, FIVE_MINUTES, service),
                        metric(CONTAINERS, "RunningTaskCount", AVERAGE, FIVE_MINUTES, service)),
                AlarmCondition.above(0).inPeriods(3, 3));
    }

    /** Watches what clients see. */
    static void watchTargets(Alarms alarms, Map<String, String> targets) {
        var loadBalancer = Map.of("LoadBalancer", targets.get("LoadBalancer"));
        alarms.watch(
                "UnhealthyTargets",
                "alb-unhealthy-targets",
                "A task does not answer the health check: see its log stream.",
                metric(LOAD_BALANCER, "UnHealthyHostCount", "Maximum", FIVE_MINUTES, targets),
                AlarmCondition.above(0).inPeriods(1, 2));
        alarms.watch(
                "NoHealthyTarget",
                "alb-no-healthy-target",
                "Nobody can work: no task answers the health check. See the service's events, database and cache.",
                metric(LOAD_BALANCER, "HealthyHostCount", "Minimum", Duration.minutes(1), targets),
                AlarmCondition.below(1).inPeriods(3, 3).missingIsBreaching());
        alarms.watch(
                "ServerErrors",
                "alb-high-5xx",
                "OpenEMR answers with errors: see the log group of the tasks.",
                metric(LOAD_BALANCER, "HTTPCode_Target_5XX_Count", "Sum", FIVE_MINUTES, targets),
                AlarmCondition.above(10).inTwoPeriods());
        alarms.watch(
                "ServerErrorRate",
                "alb-5xx-rate",
                "More than 5 % of the answers are errors: see the log group of the tasks, then the database.",
                percentage(
                        metric(LOAD_BALANCER, "HTTPCode_Target_5XX_Count", "Sum", FIVE_MINUTES, targets),
                        metric(LOAD_BALANCER, "RequestCount", "Sum", FIVE_MINUTES, loadBalancer)),
                AlarmCondition.above(5).inTwoPeriods());
        alarms.watch(
                "SlowAnswers",
                "alb-high-response-time",
                "OpenEMR answers slowly: look at CPU of tasks and at the database's load.",
                metric(LOAD_BALANCER, "TargetResponseTime", AVERAGE, FIVE_MINUTES, targets),
                AlarmCondition.above(5).inTwoPeriods());
        alarms.watch(
                "SlowestAnswers",
                "alb-p95-response-time",
                "One answer in twenty takes longer than 10 s: look at the slow queries of the database.",
                metric(LOAD_BALANCER, "TargetResponseTime", "p95", FIVE_MINUTES, targets),
                AlarmCondition.above(10).inTwoPeriods());
    }

    /**
     * Watches set-up and TLS material tasks by the rule that matches their failures.
     *
     * @param ruleName the rule's physical name
     */
    static void watchTasks(Alarms alarms, String ruleName) {
        alarms.watch(
                "TaskFailed",
                "set-up-failed",
                "A set-up or TLS material task failed: its last lines are in the log group of the tasks, streams ecs/set-up"
                        + " and ecs/sslmaintenance.",
                metric("AWS/Events", "MatchedEvents", "Sum", FIVE_MINUTES, Map.of("RuleName", ruleName)),
                AlarmCondition.above(0));
    }

    private static IMetric difference(IMetric wanted, IMetric there) {
        return expression("wanted - there", "Missing tasks", "wanted", wanted, "there", there);
    }

    private static IMetric percentage(IMetric part, IMetric whole) {
        return expression("100 * part / whole", "Errors in percent", "part", part, "whole", whole);
    }

    private static IMetric expression(
            String expression, String label, String firstName, IMetric first, String secondName, IMetric second) {
        var metrics = new LinkedHashMap<String, IMetric>();
        metrics.put(firstName, first);
        metrics.put(secondName, second);
        return MathExpression.Builder.create()
                .expression(expression)
                .label(label)
                .usingMetrics(metrics)
                .period(FIVE_MINUTES)
                .build();
    }
}
