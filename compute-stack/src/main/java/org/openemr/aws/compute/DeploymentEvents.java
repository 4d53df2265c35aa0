package org.openemr.aws.compute;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openemr.aws.constructs.monitoring.EventNotifications;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.services.events.EventField;
import software.amazon.awscdk.services.events.EventPattern;

/** Tells the topic of deployment events when a rollout fails, or when a set-up or TLS material task fails. */
final class DeploymentEvents {

    /** The rule that matches failed tasks, which an alarm watches as well. */
    static final String TASK_FAILED = "task-failed";

    private static final String SOURCE = "aws.ecs";

    private DeploymentEvents() {}

    /**
     * Adds the rules.
     *
     * @param families the families whose failure matters
     */
    static void tell(
            EventNotifications notifications,
            Deployment deployment,
            String clusterArn,
            String serviceArn,
            List<String> families) {
        notifications.tell(
                "rollout-failed",
                "A rollout of the service failed and is rolled back",
                EventPattern.builder()
                        .source(List.of(SOURCE))
                        .detailType(List.of("ECS Deployment State Change"))
                        .resources(List.of(serviceArn))
                        .detail(Map.of("eventName", List.of("SERVICE_DEPLOYMENT_FAILED")))
                        .build(),
                "OpenEMR %s: the rollout of the service failed. %s"
                        .formatted(deployment.name(), EventField.fromPath("$.detail.reason")));
        notifications.tell(
                TASK_FAILED,
                "A set-up or TLS material task failed",
                EventPattern.builder()
                        .source(List.of(SOURCE))
                        .detailType(List.of("ECS Task State Change"))
                        .detail(failedTask(clusterArn, families))
                        .build(),
                "OpenEMR %s: a task of %s failed. %s"
                        .formatted(
                                deployment.name(),
                                EventField.fromPath("$.detail.group"),
                                EventField.fromPath("$.detail.stoppedReason")));
    }

    /** A task that ended with another exit status than 0, or that never started. */
    private static Map<String, Object> failedTask(String clusterArn, List<String> families) {
        return new TreeMap<>(Map.of(
                "clusterArn", List.of(clusterArn),
                "lastStatus", List.of("STOPPED"),
                "group", families.stream().map(family -> "family:" + family).toList(),
                "$or",
                        List.of(
                                Map.of("containers", Map.of("exitCode", List.of(Map.of("anything-but", List.of(0))))),
                                Map.of("stopCode", List.of("TaskFailedToStart")))));
    }
}
