package org.openemr.aws.watch;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.openemr.aws.constructs.contract.SecurityOutputs;
import org.openemr.aws.constructs.function.FunctionHandler;
import org.openemr.aws.constructs.function.HandlerFunction;
import org.openemr.aws.constructs.monitoring.Alarms;
import org.openemr.aws.constructs.permission.ResourceArn;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.CronOptions;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.constructs.Construct;

/** A function that tells the alarm topic each morning of failed checks and of weaknesses in images that are new. */
final class FindingsDigest extends Construct {

    private static final String HOUR = "7";
    private static final String MINUTE = "30";

    private final HandlerFunction function;

    /**
     * Creates the function and its schedule.
     *
     * @param repository of the deployment's images
     */
    FindingsDigest(Construct scope, Deployment deployment, SecurityOutputs security, Optional<String> repository) {
        super(scope, "FindingsDigest");
        var topic = security.alarms().getTopicArn();
        var variables = new TreeMap<String, String>();
        variables.put("DEPLOYMENT", deployment.name());
        variables.put("TOPIC_ARN", topic);
        repository.ifPresent(name -> variables.put("REPOSITORY", name));
        function = new HandlerFunction(
                this,
                "Function",
                deployment,
                FunctionHandler.FINDINGS_DIGEST,
                security.functionSupport(),
                HandlerFunction.Options.timeout(Duration.minutes(4)).variables(variables));
        function.allow(
                List.of(
                        "securityhub:BatchUpdateFindings",
                        "securityhub:DescribeHub",
                        "securityhub:GetFindings",
                        "securityhub:ListTagsForResource"),
                List.of(hubArn()));
        if (repository.isPresent()) {
            function.allow(List.of("inspector2:ListFindings"), List.of("*"));
            function.acceptWildcardResource(
                    "*",
                    "inspector2:ListFindings has no resource-level permission; the function asks for one repository.");
        }
        // The key of the topic is that of the queue of failed events, which the function may use.
        function.allow(List.of("sns:Publish"), List.of(topic));
        Rule.Builder.create(this, "EachMorning")
                .ruleName(deployment.physicalName("findings-digest"))
                .description("Tells of new security findings")
                .schedule(Schedule.cron(
                        CronOptions.builder().hour(HOUR).minute(MINUTE).build()))
                .targets(List.of(LambdaFunction.Builder.create(function.function())
                        .deadLetterQueue(security.failedEvents())
                        .build()))
                .build();
    }

    void watch(Alarms alarms) {
        alarms.watchFunction(
                function, "Nobody is told of new security findings: see Security Hub, and the function's log.");
    }

    /** The hub that an account has in a region. */
    static String hubArn() {
        return ResourceArn.of("securityhub", "hub/default");
    }
}
