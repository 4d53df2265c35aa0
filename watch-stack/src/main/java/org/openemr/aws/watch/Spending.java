package org.openemr.aws.watch;

import java.util.List;
import java.util.Optional;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.budgets.CfnBudget;
import software.amazon.awscdk.services.budgets.CfnBudget.BudgetDataProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.NotificationProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.NotificationWithSubscribersProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.SpendProperty;
import software.amazon.awscdk.services.ce.CfnAnomalySubscription;
import software.amazon.awscdk.services.ce.CfnAnomalySubscription.SubscriberProperty;
import software.amazon.awscdk.services.sns.ITopic;
import software.constructs.Construct;

/**
 * A budget of the whole account, which needs no tag that somebody has to activate first, and a subscription to what Cost Anomaly Detection
 * finds. The topic's policy and key admit both, in SecurityStack.
 */
final class Spending extends Construct {

    private static final String PERCENT = "PERCENTAGE";
    private static final int ALL_OF_IT = 100;

    /** What is unusual by less than this part of the budget nobody is woken for. */
    private static final long PART = 10;

    /**
     * Creates both.
     *
     * @param budget US dollars a month
     * @param monitorArn the monitor of all services
     * @param email who is told of unusual spending by mail, which people can read; the topic gets JSON
     */
    Spending(
            Construct scope,
            Deployment deployment,
            long budget,
            String monitorArn,
            Optional<String> email,
            ITopic alarms) {
        super(scope, "Spending");
        CfnBudget.Builder.create(this, "Budget")
                .budget(BudgetDataProperty.builder()
                        .budgetName(inRegion(deployment, "monthly"))
                        .budgetType("COST")
                        .timeUnit("MONTHLY")
                        .budgetLimit(SpendProperty.builder()
                                .amount(budget)
                                .unit("USD")
                                .build())
                        .build())
                .notificationsWithSubscribers(
                        List.of(notification("FORECASTED", alarms), notification("ACTUAL", alarms)))
                .build();
        CfnAnomalySubscription.Builder.create(this, "Unusual")
                .subscriptionName(inRegion(deployment, "unusual-spending"))
                .monitorArnList(List.of(monitorArn))
                .frequency(email.isPresent() ? "DAILY" : "IMMEDIATE")
                .subscribers(List.of(subscriber(email, alarms)))
                .thresholdExpression(
                        "{\"Dimensions\":{\"Key\":\"ANOMALY_TOTAL_IMPACT_ABSOLUTE\",\"MatchOptions\":[\"GREATER_THAN_OR_EQUAL\"],\"Values\":[\"%d\"]}}"
                                .formatted(Math.max(1, budget / PART)))
                .build();
    }

    private static SubscriberProperty subscriber(Optional<String> email, ITopic alarms) {
        return SubscriberProperty.builder()
                .type(email.isPresent() ? "EMAIL" : "SNS")
                .address(email.orElseGet(alarms::getTopicArn))
                .build();
    }

    private static NotificationWithSubscribersProperty notification(String type, ITopic alarms) {
        return NotificationWithSubscribersProperty.builder()
                .notification(NotificationProperty.builder()
                        .notificationType(type)
                        .comparisonOperator("GREATER_THAN")
                        .threshold(ALL_OF_IT)
                        .thresholdType(PERCENT)
                        .build())
                .subscribers(List.of(CfnBudget.SubscriberProperty.builder()
                        .subscriptionType("SNS")
                        .address(alarms.getTopicArn())
                        .build()))
                .build();
    }

    /** Names in the billing are those of the account: a deployment that moves is in two regions for a while. */
    private static String inRegion(Deployment deployment, String part) {
        return deployment.physicalName(part) + "-" + Aws.REGION;
    }
}
