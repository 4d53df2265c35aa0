package org.openemr.aws.security;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.openemr.aws.constructs.monitoring.EventNotifications;
import org.openemr.aws.constructs.permission.ResourceArn;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.Layer;
import software.amazon.awscdk.services.events.EventField;
import software.amazon.awscdk.services.events.EventPattern;

/** Tells the topic of deployment events when CloudFormation fails to create, update or delete a stack of the deployment. */
final class StackEvents {

    private static final List<String> FAILURES = List.of(
            "CREATE_FAILED",
            "ROLLBACK_IN_PROGRESS",
            "ROLLBACK_FAILED",
            "UPDATE_FAILED",
            "UPDATE_ROLLBACK_IN_PROGRESS",
            "UPDATE_ROLLBACK_FAILED",
            "DELETE_FAILED");

    private StackEvents() {}

    static void tell(EventNotifications notifications, Deployment deployment) {
        // Up to the slash behind the name: nothing of a deployment whose name begins like this one.
        var stacks = Stream.of(Layer.values())
                .map(layer -> ResourceArn.of("cloudformation", "stack/" + deployment.stackName(layer) + "/"))
                .map(arn -> Map.of("prefix", arn))
                .toList();
        notifications.tell(
                "stack-failed",
                "CloudFormation failed to change a stack",
                EventPattern.builder()
                        .source(List.of("aws.cloudformation"))
                        .detailType(List.of("CloudFormation Stack Status Change"))
                        .detail(new TreeMap<>(Map.of("stack-id", stacks, "status-details", Map.of("status", FAILURES))))
                        .build(),
                "OpenEMR %s: %s is %s. %s"
                        .formatted(
                                deployment.name(),
                                EventField.fromPath("$.detail.stack-id"),
                                EventField.fromPath("$.detail.status-details.status"),
                                EventField.fromPath("$.detail.status-details.status-reason")));
    }
}
