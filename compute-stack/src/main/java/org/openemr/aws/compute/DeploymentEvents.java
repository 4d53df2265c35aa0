package org.openemr.aws.compute;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.ServiceRole;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.services.events.EventField;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.events.targets.SnsTopic;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/** Tells the topic of deployment events when a rollout fails, or when a set-up or TLS material task fails. */
final class DeploymentEvents extends Construct {

    private static final String SOURCE = "aws.ecs";

    private final ITopic topic;
    private final IQueue failedEvents;
    private final Role role;

    /**
     * Creates the rules.
     *
     * @param topicKey the key of the topic
     * @param failedEvents where events go that cannot be handed to the topic
     * @param families the families whose failure matters
     */
    DeploymentEvents(
            Construct scope,
            Deployment deployment,
            ITopic topic,
            IKey topicKey,
            IQueue failedEvents,
            String clusterArn,
            String serviceArn,
            List<String> families) {
        super(scope, "DeploymentEvents");
        this.topic = topic;
        this.failedEvents = failedEvents;
        role = ServiceRole.create(
                this, "Role", "events", "Tells the topic of deployment events of " + deployment.name());
        role.addToPrincipalPolicy(PolicyStatement.Builder.create()
                .actions(List.of("kms:Decrypt", "kms:GenerateDataKey"))
                .resources(List.of(topicKey.getKeyArn()))
                .build());
        rule(
                deployment,
                "RolloutFailed",
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
        rule(
                deployment,
                "TaskFailed",
                "task-failed",
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

    private void rule(
            Deployment deployment, String id, String name, String description, EventPattern pattern, String message) {
        var rule = Rule.Builder.create(this, id)
                .ruleName(deployment.physicalName(name))
                .description(description)
                .eventPattern(pattern)
                .targets(List.of(SnsTopic.Builder.create(topic)
                        .authorizeUsingRole(true)
                        .role(role)
                        .deadLetterQueue(failedEvents)
                        .message(RuleTargetInput.fromText(message))
                        .build()))
                .build();
        // Rule and topic are in the same account and region: all stacks of a deployment are.
        Annotations.of(rule).acknowledgeWarning("@aws-cdk/aws-events:ruleUnresolvedEnvironment");
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
