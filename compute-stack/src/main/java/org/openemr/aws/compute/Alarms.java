package org.openemr.aws.compute;

import java.util.Map;
import java.util.TreeMap;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sns.ITopic;
import software.constructs.Construct;

/** Alarms on the service and on the load balancer's targets; each tells the alarm topic when it starts and ends. */
final class Alarms extends Construct {

    private static final Duration FIVE_MINUTES = Duration.minutes(5);
    private static final String AVERAGE = "Average";
    private static final String SUM = "Sum";

    private final Deployment deployment;
    private final ITopic topic;

    Alarms(Construct scope, Deployment deployment, ITopic topic) {
        super(scope, "Alarms");
        this.deployment = deployment;
        this.topic = topic;
    }

    /** Watches the tasks. */
    void watchService(String clusterName, String serviceName) {
        var service = Map.of("ClusterName", clusterName, "ServiceName", serviceName);
        alarm(
                "CpuHigh",
                "ecs-high-cpu",
                "Tasks are short of CPU: is the maximum number of tasks reached?",
                metric("AWS/ECS", "CPUUtilization", AVERAGE, FIVE_MINUTES, service),
                Condition.above(85).inTwoPeriods().missingIsBreaching());
        alarm(
                "MemoryHigh",
                "ecs-high-memory",
                "Tasks are short of memory: raise openemr_service_fargate_memory.",
                metric("AWS/ECS", "MemoryUtilization", AVERAGE, FIVE_MINUTES, service),
                Condition.above(85).inTwoPeriods().missingIsBreaching());
        alarm(
                "NoTask",
                "ecs-low-tasks",
                "No task is running: see the service's events and the log group of the tasks.",
                metric("ECS/ContainerInsights", "RunningTaskCount", AVERAGE, Duration.minutes(1), service),
                Condition.below(1).missingIsBreaching());
    }

    /** Watches what clients see. */
    void watchTargets(String loadBalancerFullName, String targetGroupFullName) {
        var targets = Map.of("LoadBalancer", loadBalancerFullName, "TargetGroup", targetGroupFullName);
        var namespace = "AWS/ApplicationELB";
        alarm(
                "UnhealthyTargets",
                "alb-unhealthy-targets",
                "A task does not answer the health check: see its log stream.",
                metric(namespace, "UnHealthyHostCount", "Maximum", FIVE_MINUTES, targets),
                Condition.above(0).inOneOfTwoPeriods());
        alarm(
                "ServerErrors",
                "alb-high-5xx",
                "OpenEMR answers with errors: see the log group of the tasks.",
                metric(namespace, "HTTPCode_Target_5XX_Count", SUM, FIVE_MINUTES, targets),
                Condition.above(10).inTwoPeriods());
        alarm(
                "SlowAnswers",
                "alb-high-response-time",
                "OpenEMR answers slowly: look at CPU of tasks and at the database's load.",
                metric(namespace, "TargetResponseTime", AVERAGE, FIVE_MINUTES, targets),
                Condition.above(5).inTwoPeriods());
    }

    private void alarm(String id, String name, String whatToDo, Metric metric, Condition condition) {
        var alarm = Alarm.Builder.create(this, id)
                .alarmName(deployment.physicalName(name))
                .alarmDescription(whatToDo)
                .metric(metric)
                .threshold(condition.threshold())
                .comparisonOperator(condition.operator())
                .evaluationPeriods(condition.periods())
                .datapointsToAlarm(condition.breachingPeriods())
                .treatMissingData(condition.missing())
                .build();
        alarm.addAlarmAction(new SnsAction(topic));
        alarm.addOkAction(new SnsAction(topic));
    }

    private static Metric metric(
            String namespace, String name, String statistic, Duration period, Map<String, String> dimensions) {
        return Metric.Builder.create()
                .namespace(namespace)
                .metricName(name)
                .statistic(statistic)
                .period(period)
                .dimensionsMap(new TreeMap<>(dimensions))
                .build();
    }

    /** When an alarm goes off: in one period unless said otherwise, and not for missing data. */
    private record Condition(
            int threshold, ComparisonOperator operator, int breachingPeriods, int periods, TreatMissingData missing) {

        static Condition above(int threshold) {
            return new Condition(
                    threshold, ComparisonOperator.GREATER_THAN_THRESHOLD, 1, 1, TreatMissingData.NOT_BREACHING);
        }

        static Condition below(int threshold) {
            return new Condition(
                    threshold, ComparisonOperator.LESS_THAN_THRESHOLD, 1, 1, TreatMissingData.NOT_BREACHING);
        }

        Condition inTwoPeriods() {
            return new Condition(threshold, operator, 2, 2, missing);
        }

        Condition inOneOfTwoPeriods() {
            return new Condition(threshold, operator, 1, 2, missing);
        }

        Condition missingIsBreaching() {
            return new Condition(threshold, operator, breachingPeriods, periods, TreatMissingData.BREACHING);
        }
    }
}
