package org.openemr.aws.compute;

import static org.openemr.aws.constructs.monitoring.Alarms.FIVE_MINUTES;
import static org.openemr.aws.constructs.monitoring.Alarms.metric;

import java.util.List;
import java.util.Map;
import org.openemr.aws.constructs.monitoring.AlarmNames;
import org.openemr.aws.constructs.permission.ResourceArn;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.Row;
import software.amazon.awscdk.services.cloudwatch.TextWidget;
import software.constructs.Construct;

/**
 * The dashboard of the whole service, to be read from top to bottom: what is wrong, what users feel, then tasks, database,
 * cache and files.
 */
final class ServiceDashboard extends Construct {

    private static final String AVERAGE = "Average";
    private static final String MAXIMUM = "Maximum";
    private static final String SUM = "Sum";
    private static final int WHOLE_WIDTH = 24;
    private static final int THIRD = 8;

    private final Deployment deployment;
    private final Dashboard dashboard;

    ServiceDashboard(Construct scope, Deployment deployment, Sources sources) {
        super(scope, "Dashboard");
        this.deployment = deployment;
        // Dashboards are those of an account, not of a region.
        dashboard = Dashboard.Builder.create(this, "Dashboard")
                .dashboardName(deployment.physicalName("service") + "-"
                        + Stack.of(this).getRegion())
                .build();
        row(text("# OpenEMR %s: %s\n1. What is wrong, 2. what users feel, 3. tasks, 4. database, 5. cache and files"
                .formatted(deployment.name(), sources.siteAddress())));
        row(alarms());
        users(sources.targets());
        tasks(sources.service());
        database(Map.of("DBClusterIdentifier", sources.databaseIdentifier()));
        stores(Map.of("clusterId", sources.cacheName()), Map.of("FileSystemId", sources.sitesId()));
    }

    /**
     * What the graphs are about.
     *
     * @param targets dimensions of the target group
     * @param service dimensions of the service
     */
    record Sources(
            String siteAddress,
            Map<String, String> targets,
            Map<String, String> service,
            String databaseIdentifier,
            String cacheName,
            String sitesId) {}

    private void users(Map<String, String> targets) {
        var namespace = ServiceAlarms.LOAD_BALANCER;
        row(
                graph("Requests", metric(namespace, "RequestCount", SUM, FIVE_MINUTES, targets)),
                graph(
                        "Seconds for an answer: average, p95",
                        metric(namespace, "TargetResponseTime", AVERAGE, FIVE_MINUTES, targets),
                        metric(namespace, "TargetResponseTime", "p95", FIVE_MINUTES, targets)),
                graph(
                        "Answers with errors: 4xx, 5xx",
                        metric(namespace, "HTTPCode_Target_4XX_Count", SUM, FIVE_MINUTES, targets),
                        metric(namespace, "HTTPCode_Target_5XX_Count", SUM, FIVE_MINUTES, targets)));
    }

    private void tasks(Map<String, String> service) {
        var containers = ServiceAlarms.CONTAINERS;
        row(
                graph(
                        "Tasks: wanted, running",
                        metric(containers, "DesiredTaskCount", AVERAGE, FIVE_MINUTES, service),
                        metric(containers, "RunningTaskCount", AVERAGE, FIVE_MINUTES, service)),
                graph("CPU of tasks, percent", metric("AWS/ECS", "CPUUtilization", AVERAGE, FIVE_MINUTES, service)),
                graph(
                        "Memory of tasks, percent",
                        metric("AWS/ECS", "MemoryUtilization", AVERAGE, FIVE_MINUTES, service)));
    }

    private void database(Map<String, String> cluster) {
        var namespace = "AWS/RDS";
        row(
                graph(
                        "Capacity of the database: ACU, percent of the largest",
                        metric(namespace, "ServerlessDatabaseCapacity", AVERAGE, FIVE_MINUTES, cluster),
                        metric(namespace, "ACUUtilization", AVERAGE, FIVE_MINUTES, cluster)),
                graph(
                        "Connections, deadlocks",
                        metric(namespace, "DatabaseConnections", MAXIMUM, FIVE_MINUTES, cluster),
                        metric(namespace, "Deadlocks", SUM, FIVE_MINUTES, cluster)),
                graph("Replica lag, ms", metric(namespace, "AuroraReplicaLagMaximum", MAXIMUM, FIVE_MINUTES, cluster)));
    }

    private void stores(Map<String, String> cache, Map<String, String> files) {
        row(
                graph(
                        "Cache: bytes, ECPU",
                        metric("AWS/ElastiCache", "BytesUsedForCache", MAXIMUM, FIVE_MINUTES, cache),
                        metric("AWS/ElastiCache", "ElastiCacheProcessingUnits", SUM, FIVE_MINUTES, cache)),
                graph("Files: percent of the limit", metric("AWS/EFS", "PercentIOLimit", MAXIMUM, FIVE_MINUTES, files)),
                graph("Files: bytes read and written", metric("AWS/EFS", "TotalIOBytes", SUM, FIVE_MINUTES, files)));
    }

    /** Every alarm of the deployment, whichever stack owns it: the names are made in one place. */
    private IWidget alarms() {
        var names = AlarmNames.ALL.stream().map(deployment::physicalName).toList();
        return AlarmStatusWidget.Builder.create()
                .title("Alarms")
                .width(WHOLE_WIDTH)
                .height(6)
                .alarms(names.stream()
                        .map(name -> Alarm.fromAlarmArn(this, name, ResourceArn.of("cloudwatch", "alarm:" + name)))
                        .toList())
                .build();
    }

    private void row(IWidget... widgets) {
        dashboard.addWidgets(new Row(widgets));
    }

    private static IWidget text(String markdown) {
        return TextWidget.Builder.create()
                .markdown(markdown)
                .width(WHOLE_WIDTH)
                .height(2)
                .build();
    }

    private static IWidget graph(String title, IMetric... metrics) {
        return GraphWidget.Builder.create()
                .title(title)
                .left(List.of(metrics))
                .width(THIRD)
                .height(6)
                .build();
    }
}
