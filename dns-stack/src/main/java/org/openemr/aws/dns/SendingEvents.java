package org.openemr.aws.dns;

import java.util.List;
import java.util.Map;
import org.openemr.aws.constructs.function.FunctionHandler;
import org.openemr.aws.constructs.function.FunctionSupport;
import org.openemr.aws.constructs.function.HandlerFunction;
import org.openemr.aws.constructs.monitoring.AlarmCondition;
import org.openemr.aws.constructs.monitoring.Alarms;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.ses.ConfigurationSet;
import software.amazon.awscdk.services.ses.ConfigurationSetEventDestination;
import software.amazon.awscdk.services.ses.EmailSendingEvent;
import software.amazon.awscdk.services.ses.EventDestination;
import software.constructs.Construct;

/**
 * What becomes of sent mail: deliveries, bounces and complaints go through EventBridge to a function that logs them without
 * addresses, and rates that AWS does not suffer for long ring alarms.
 */
final class SendingEvents extends Construct {

    /** Amazon SES puts an account under review at 5 % bounces and 0.1 % complaints, see <a href="https://docs.aws.amazon.com/ses/latest/dg/faqs-enforcement.html">enforcement</a>. */
    private static final double MOST_BOUNCES = 0.05;

    private static final double MOST_COMPLAINTS = 0.001;

    private final String configurationSet;

    SendingEvents(
            Construct scope,
            Deployment deployment,
            ConfigurationSet set,
            String configurationSet,
            FunctionSupport support,
            Alarms alarms) {
        super(scope, "SendingEvents");
        this.configurationSet = configurationSet;
        ConfigurationSetEventDestination.Builder.create(this, "Destination")
                .configurationSet(set)
                .configurationSetEventDestinationName(deployment.physicalName("mail-events"))
                // SES takes the default bus and no other.
                .destination(EventDestination.eventBus(EventBus.fromEventBusName(this, "Bus", "default")))
                .events(List.of(
                        EmailSendingEvent.DELIVERY,
                        EmailSendingEvent.BOUNCE,
                        EmailSendingEvent.COMPLAINT,
                        EmailSendingEvent.REJECT,
                        EmailSendingEvent.DELIVERY_DELAY))
                .build();
        var function = new HandlerFunction(
                this,
                "Function",
                deployment,
                FunctionHandler.MAIL_EVENTS,
                support,
                HandlerFunction.Options.timeout(Duration.minutes(1)));
        alarms.watchFunction(function, "What became of sent mail was not logged: see the log group of the function.");
        Rule.Builder.create(this, "Rule")
                .ruleName(deployment.physicalName("mail-events"))
                .description("What became of mail of the domain")
                .eventPattern(EventPattern.builder()
                        .source(List.of("aws.ses"))
                        .detail(Map.of(
                                "mail", Map.of("tags", Map.of("ses:configuration-set", List.of(configurationSet)))))
                        .build())
                .targets(List.of(LambdaFunction.Builder.create(function.function())
                        .deadLetterQueue(support.failedEvents())
                        .build()))
                .build();
        watch(alarms);
    }

    private void watch(Alarms alarms) {
        alarms.watch(
                "BounceRate",
                "mail-bounce-rate",
                "Many addresses do not exist: AWS reviews accounts at 5 % and stops their mail at 10 %. See openemr logs mail.",
                rate("Reputation.BounceRate"),
                AlarmCondition.above(MOST_BOUNCES));
        alarms.watch(
                "ComplaintRate",
                "mail-complaint-rate",
                "Recipients call mail spam: AWS reviews accounts at 0.1 % and stops their mail at 0.5 %. See openemr logs mail.",
                rate("Reputation.ComplaintRate"),
                AlarmCondition.above(MOST_COMPLAINTS));
    }

    private IMetric rate(String name) {
        return Alarms.metric(
                "AWS/SES", name, "Maximum", Duration.hours(1), Map.of("ses:configuration-set", configurationSet));
    }
}
