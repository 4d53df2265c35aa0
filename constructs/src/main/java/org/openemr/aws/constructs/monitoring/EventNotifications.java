package org.openemr.aws.constructs.monitoring;

import java.util.List;
import org.openemr.aws.constructs.permission.ServiceRole;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.PascalCase;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.events.targets.SnsTopic;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/** Tells a topic of events, in a sentence; what cannot be told goes to the dead-letter queue. */
public final class EventNotifications extends Construct {

    private final Deployment deployment;
    private final ITopic topic;
    private final IQueue failedEvents;
    private final Role role;

    /**
     * Creates what the rules share.
     *
     * @param topicKey the key of the topic
     * @param failedEvents where events go that cannot be handed to the topic
     */
    public EventNotifications(
            Construct scope, String id, Deployment deployment, ITopic topic, IKey topicKey, IQueue failedEvents) {
        super(scope, id);
        this.deployment = deployment;
        // By its ARN: a grant on the topic of this stack would name actions on its key with a wildcard.
        this.topic = Topic.fromTopicArn(this, "Topic", topic.getTopicArn());
        this.failedEvents = failedEvents;
        role = ServiceRole.create(this, "Role", "events", "Tells a topic of events of " + deployment.name());
        role.addToPrincipalPolicy(PolicyStatement.Builder.create()
                .actions(List.of("kms:Decrypt", "kms:GenerateDataKey"))
                .resources(List.of(topicKey.getKeyArn()))
                .build());
    }

    /**
     * Adds a rule.
     *
     * @param name the rule's own part of its physical name
     * @param message the sentence, with fields of the event
     */
    public void tell(String name, String description, EventPattern pattern, String message) {
        var rule = Rule.Builder.create(this, PascalCase.of(name))
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
}
