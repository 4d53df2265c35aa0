package org.openemr.aws.compute;

import org.openemr.aws.constructs.monitoring.AlarmCondition;
import org.openemr.aws.constructs.monitoring.Alarms;
import org.openemr.aws.constructs.monitoring.LogMetrics;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.HealthReport;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.constructs.Construct;
import software.constructs.IDependable;

/** Alarms on what tasks report of themselves in their log. */
final class TaskReports extends Construct {

    private final LogMetrics metrics;
    private final Alarms alarms;

    TaskReports(Construct scope, Deployment deployment, ILogGroup logs, Alarms alarms) {
        super(scope, "TaskReports");
        this.metrics = new LogMetrics(this, deployment, logs);
        this.alarms = alarms;
    }

    /**
     * Serving tasks report each minute how many of database and cache do not answer them: worker.sh.
     *
     * @param serving what is there when they serve
     */
    void watchStores(IDependable serving) {
        var silent =
                metrics.of("silent-stores", HealthReport.PATTERN, HealthReport.SILENT, "Maximum", Duration.minutes(1));
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
        var succeeded = metrics.of("clock-succeeded", "\"CLOCK succeeded\"", "1", "Sum", Duration.hours(1));
        var failed = metrics.of("clock-failed", "\"CLOCK failed\"", "1", "Sum", Alarms.FIVE_MINUTES);
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
}
