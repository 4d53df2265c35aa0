package org.openemr.aws.security;

import java.util.List;
import java.util.Map;
import org.openemr.aws.constructs.compliance.Accepted;
import org.openemr.aws.constructs.monitoring.AlarmCondition;
import org.openemr.aws.constructs.monitoring.Alarms;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/** The dead-letter queue of the deployment: what a function, a rule or a topic could not hand on waits here for 14 days. */
final class FailedEvents extends Construct {

    private final Queue queue;

    FailedEvents(Construct scope, Deployment deployment, IKey alertKey) {
        super(scope, "FailedEvents");
        queue = Queue.Builder.create(this, "Queue")
                .queueName(deployment.physicalName("failed-events"))
                .encryption(QueueEncryption.KMS)
                .encryptionMasterKey(alertKey)
                .enforceSsl(true)
                .retentionPeriod(Duration.days(14))
                .build();
        var itself = "It is itself the dead-letter queue of the deployment.";
        Accepted.finding(queue, "AwsSolutions-SQS3", itself);
        Accepted.rule(queue, "SQSRedrivePolicy", itself);
        // Functions send with their own roles; rules and topics send as services.
        admit("events", Map.of("ArnLike", Map.of("aws:SourceArn", rules(deployment))));
        admit("sns", Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)));
    }

    private void admit(String service, Map<String, ?> conditions) {
        queue.addToResourcePolicy(PolicyStatement.Builder.create()
                .sid("FailedDeliveriesOf" + service)
                .principals(List.of(new ServicePrincipal(service + ".amazonaws.com")))
                .actions(List.of("sqs:SendMessage"))
                .resources(List.of(queue.getQueueArn()))
                .conditions(conditions)
                .build());
    }

    /** The rules of this deployment, as <a
     * href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html">EventBridge's own example</a> admits one. */
    private String rules(Deployment deployment) {
        return Stack.of(this)
                .formatArn(ArnComponents.builder()
                        .service("events")
                        .resource("rule")
                        .resourceName(deployment.physicalName("*"))
                        .build());
    }

    IQueue queue() {
        return queue;
    }

    void watch(Alarms alarms) {
        alarms.watch(
                "FailedEvents",
                "failed-events",
                "A function, a rule or a topic could not hand an event on: the queue holds it, its sender's log says why.",
                Alarms.metric(
                        "AWS/SQS",
                        "ApproximateNumberOfMessagesVisible",
                        "Maximum",
                        Alarms.FIVE_MINUTES,
                        Map.of("QueueName", queue.getQueueName())),
                AlarmCondition.above(0));
    }
}
