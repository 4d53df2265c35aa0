package org.openemr.aws.compute;

import static org.openemr.aws.contracts.Alarms.FIVE_MINUTES;
import static org.openemr.aws.contracts.Alarms.metric;

import java.util.Map;
import org.openemr.aws.contracts.AlarmCondition;
import org.openemr.aws.contracts.Alarms;
import software.amazon.awscdk.Duration;

/** Alarms on the service and on the load balancer's targets. */
final class ServiceAlarms {

    private static final String AVERAGE = "Average";

    private ServiceAlarms() {}

    /** Watches the tasks. */
    static void watchService(Alarms alarms, String clusterName, String serviceName) {
        var service = Map.of("ClusterName", clusterName, "ServiceName", serviceName);
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
                metric("ECS/ContainerInsights", "RunningTaskCount", AVERAGE, Duration.minutes(1), service),
                AlarmCondition.below(1).missingIsBreaching());
    }

    /** Watches what clients see. */
    static void watchTargets(Alarms alarms, String loadBalancerFullName, String targetGroupFullName) {
        var targets = Map.of("LoadBalancer", loadBalancerFullName, "TargetGroup", targetGroupFullName);
        var namespace = "AWS/ApplicationELB";
        alarms.watch(
                "UnhealthyTargets",
                "alb-unhealthy-targets",
                "A task does not answer the health check: see its log stream.",
                metric(namespace, "UnHealthyHostCount", "Maximum", FIVE_MINUTES, targets),
                AlarmCondition.above(0).inPeriods(1, 2));
        alarms.watch(
                "ServerErrors",
                "alb-high-5xx",
                "OpenEMR answers with errors: see the log group of the tasks.",
                metric(namespace, "HTTPCode_Target_5XX_Count", "Sum", FIVE_MINUTES, targets),
                AlarmCondition.above(10).inTwoPeriods());
        alarms.watch(
                "SlowAnswers",
                "alb-high-response-time",
                "OpenEMR answers slowly: look at CPU of tasks and at the database's load.",
                metric(namespace, "TargetResponseTime", AVERAGE, FIVE_MINUTES, targets),
                AlarmCondition.above(5).inTwoPeriods());
    }
}
