package org.openemr.aws.recovery;

import java.util.List;
import java.util.Map;
import org.openemr.aws.constructs.function.FunctionHandler;
import org.openemr.aws.constructs.function.HandlerFunction;
import org.openemr.aws.constructs.monitoring.AlarmCondition;
import org.openemr.aws.constructs.monitoring.Alarms;
import org.openemr.aws.constructs.monitoring.LogMetrics;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.events.CronOptions;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.constructs.Construct;

/** A function that writes once a day for how many days no restore was proven, and the alarm on that number. */
final class RestoreTestAge extends Construct {

    /** One month without a proof, and time to have a second look. */
    private static final int MOST_DAYS = 40;

    private final HandlerFunction function;
    private final IMetric days;

    RestoreTestAge(Construct scope, Deployment deployment, Upstream upstream, RestoreTestingPlan plan) {
        super(scope, "Age");
        function = new HandlerFunction(
                this,
                "Function",
                deployment,
                FunctionHandler.RESTORE_TEST_AGE,
                upstream.functions(),
                HandlerFunction.Options.timeout(Duration.minutes(1))
                        .variables(Map.of("PLAN_NAME", plan.name(), "RECORDS", deployment.recordRoot())));
        function.allow(List.of("backup:GetRestoreTestingPlan"), List.of(plan.arn()));
        function.allow(List.of("ssm:GetParameter"), List.of(RestoreTestPermissions.record(deployment)));
        days = new LogMetrics(this, deployment, function.logs())
                .of(
                        "days-without-proven-restore",
                        "{ $.event = \"restore-test-age\" }",
                        "$.days",
                        "Maximum",
                        Duration.days(1));
        Rule.Builder.create(this, "EachMorning")
                .ruleName(deployment.physicalName("restore-test-age"))
                .description("Counts the days without a proven restore")
                .schedule(Schedule.cron(
                        CronOptions.builder().hour("7").minute("0").build()))
                .targets(List.of(LambdaFunction.Builder.create(function.function())
                        .deadLetterQueue(upstream.functions().failedEvents())
                        .build()))
                .build();
    }

    void watch(Alarms alarms) {
        alarms.watchFunction(
                function, "Nobody counts the days without a proven restore: see the log group of the function.");
        alarms.watch(
                "NotProven",
                "restore-not-proven",
                "For 40 days no restore was proven: see the executions of the restore test, or run `openemr backup verify`.",
                days,
                AlarmCondition.above(MOST_DAYS));
    }
}
