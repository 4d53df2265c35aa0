package org.openemr.aws.compute;

import org.openemr.aws.constructs.monitoring.AlarmCondition;
import org.openemr.aws.constructs.monitoring.Alarms;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.logs.FilterPattern;
import software.amazon.awscdk.services.logs.IFilterPattern;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.logs.MetricFilter;
import software.constructs.Construct;
import software.constructs.IDependable;

/** Alarms on what tasks report of themselves in their log. */
final class TaskReports extends Construct {

    private final Deployment deployment;
    private final ILogGroup logs;
    private final Alarms alarms;

    TaskReports(Construct scope, Deployment deployment, ILogGroup logs, Alarms alarms) {
        super(scope, "TaskReports");
        this.deployment = deployment;
        this.logs = logs;
        this.alarms = alarms;
    }

    /**
     * Serving tasks report each minute how many of database and cache do not answer them: worker.sh.
     *
     * @param serving what is there when they serve
     */
    void watchStores(IDependable serving) {
        var silent = count(
                "SilentStores",
                "silent-stores",
                FilterPattern.spaceDelimited("time", "report", "database", "cache", "silent")
                        .whereString("report", "=", "HEALTH"),
                "$silent",
                MetricOptions.builder()
                        .statistic("Maximum")
                        .period(Duration.minutes(1))
                        .build());
        alarms.after(serving)
                .watch(
                        "StoresSilent",
                        "stores-silent",
                        "Database or cache does not answer a task: its log says which and why (openemr status). Nobody can work without them.",
                        silent,
                        AlarmCondition.above(0).inPeriods(3, 5).missingIsBreaching());
    }

    /**
     * The clock reports each minute whether the services that were due ran: clock.sh.
     *
     * @param running what is there when it runs
     */
    void watchClock(IDependable running) {
        var succeeded = count(
                "ClockSucceeded",
                "clock-succeeded",
                FilterPattern.literal("\"CLOCK succeeded\""),
                "1",
                MetricOptions.builder()
                        .statistic("Sum")
                        .period(Duration.hours(1))
                        .build());
        var failed = count(
                "ClockFailed",
                "clock-failed",
                FilterPattern.literal("\"CLOCK failed\""),
                "1",
                MetricOptions.builder()
                        .statistic("Sum")
                        .period(Alarms.FIVE_MINUTES)
                        .build());
        alarms.watch(
                "BackgroundServicesFailed",
                "background-services-failed",
                "A background service of OpenEMR failed: openemr logs clock says which, such as reminders, mail or claims.",
                failed,
                AlarmCondition.above(0));
        alarms.after(running)
                .watch(
                        "BackgroundServicesLate",
                        "background-services-late",
                        "For an hour nobody called OpenEMR's background services: no reminders, mail or claims leave. See openemr logs clock.",
                        succeeded,
                        AlarmCondition.below(1).missingIsBreaching());
    }

    private IMetric count(String id, String name, IFilterPattern pattern, String value, MetricOptions statistic) {
        return MetricFilter.Builder.create(this, id)
                .logGroup(logs)
                .filterPattern(pattern)
                .metricNamespace("OpenEMR/" + deployment.name())
                .metricName(name)
                .metricValue(value)
                .build()
                .metric(statistic);
    }
}
