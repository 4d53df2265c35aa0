package org.openemr.aws.security;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.settings.installation.SecuritySettings;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/** The two topics that people subscribe to: alarms, and deployments that fail. Both are encrypted and TLS only. */
final class AlertTopics extends Construct {

    private final IQueue failedEvents;
    private final ITopic alarms;
    private final ITopic deploymentEvents;

    AlertTopics(Construct scope, Deployment deployment, SecuritySettings settings, IKey alertKey, IQueue failedEvents) {
        super(scope, "AlertTopics");
        this.failedEvents = failedEvents;
        alarms = topic(
                "Alarms", deployment.physicalName("alarms"), "OpenEMR alarms", alertKey, settings.monitoringEmail());
        deploymentEvents = topic(
                "DeploymentEvents",
                deployment.physicalName("deployment-events"),
                "OpenEMR deployment events",
                alertKey,
                settings.deploymentNotificationEmail());
        admitAlarms();
        if (settings.costAlerts()) {
            admitCostAlerts();
        }
    }

    ITopic alarms() {
        return alarms;
    }

    ITopic deploymentEvents() {
        return deploymentEvents;
    }

    private ITopic topic(String id, String name, String displayName, IKey key, Optional<String> subscriber) {
        var topic = Topic.Builder.create(this, id)
                .topicName(name)
                .displayName(displayName)
                .masterKey(key)
                .enforceSsl(true)
                .build();
        subscriber
                .map(address -> EmailSubscription.Builder.create(address)
                        .deadLetterQueue(failedEvents)
                        .build())
                .ifPresent(topic::addSubscription);
        return topic;
    }

    /** A topic with a policy of its own loses the default that lets the account publish, so alarms are admitted here. */
    private void admitAlarms() {
        alarms.addToResourcePolicy(PolicyStatement.Builder.create()
                .sid("AlarmsOfThisAccount")
                .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
                .actions(List.of("sns:Publish"))
                .resources(List.of(alarms.getTopicArn()))
                .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)))
                .build());
    }

    /**
     * Budgets and Cost Anomaly Detection of this account, see <a
     * href="https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html">topics for budgets</a> and <a
     * href="https://docs.aws.amazon.com/cost-management/latest/userguide/ad-SNS.html">for anomalies</a>.
     */
    private void admitCostAlerts() {
        alarms.addToResourcePolicy(PolicyStatement.Builder.create()
                .sid("CostsOfThisAccount")
                .principals(List.of(
                        new ServicePrincipal("budgets.amazonaws.com"),
                        new ServicePrincipal("costalerts.amazonaws.com")))
                .actions(List.of("sns:Publish"))
                .resources(List.of(alarms.getTopicArn()))
                .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)))
                .build());
    }
}
