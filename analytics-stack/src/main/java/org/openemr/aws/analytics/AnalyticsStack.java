package org.openemr.aws.analytics;

import org.openemr.aws.contracts.Alarms;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.contracts.LayerStack;
import org.openemr.aws.contracts.StackCleanup;
import org.openemr.aws.contracts.outputs.AnalyticsOutputs;
import org.openemr.aws.contracts.outputs.AnalyticsOutputs.Buckets;
import org.openemr.aws.contracts.outputs.SecurityOutputs;
import org.openemr.aws.settings.installation.AnalyticsSettings;
import software.amazon.awscdk.Environment;
import software.constructs.Construct;

/** Exports to S3, Spark on EMR Serverless and SageMaker Studio. Exists when the analytics environment is wanted. */
public final class AnalyticsStack extends LayerStack {

    /**
     * Creates the stack.
     *
     * @param zones the number of availability zones of the network
     */
    public AnalyticsStack(
            Construct scope, Deployment deployment, Environment environment, AnalyticsSettings settings, int zones) {
        super(scope, Layer.ANALYTICS, deployment, environment);
        var security = SecurityOutputs.read(this, deployment);
        var upstream = Upstream.read(this, security, deployment, zones);

        var store = new AnalyticsStore(this, deployment, upstream.accessLogs());
        var fileExport = new FileExport(this, deployment, upstream, store);
        var databaseExport = new DatabaseExport(this, deployment, upstream, store);
        var spark = new SparkApplication(this, deployment, settings, upstream, store);
        var studioRole = new StudioRole(this, deployment, store);
        studioRole.mayExport(fileExport, databaseExport, upstream);
        studioRole.mayUseSpark(spark);
        var studio = new Studio(this, deployment, upstream, store, studioRole);
        if (!deployment.dataOnDestroy().protectsFromDeletion()) {
            new StudioDeletion(this, deployment, upstream, studio);
        }
        var alarms = Alarms.from(this, deployment, security::alarms);
        alarms.watchFunction(
                fileExport.function(), "The copy of the files did not start: see the function's log group.");
        alarms.watchFunction(
                databaseExport.function(), "The export of the database did not start: see the function's log group.");

        StackCleanup.of(this, deployment, Layer.ANALYTICS, upstream::functions);
        var outputs = new AnalyticsOutputs(
                fileExport.function().name(),
                databaseExport.function().name(),
                new Buckets(
                        store.databaseExports().getBucketName(),
                        store.fileExports().getBucketName(),
                        store.workspace().getBucketName()),
                spark.outputs(),
                studio.domain().getAttrDomainId());
        AnalyticsOutputs.CONTRACT.publish(outputs, this, deployment);
        output(
                "SparkApplicationId",
                "EMR Serverless application",
                outputs.spark().applicationId());
        output(
                "SparkRuntimeRoleArn",
                "Role that Spark jobs run as",
                outputs.spark().runtimeRoleArn());
        output("SparkJobsJar", "Spark jobs of this project", outputs.spark().jobsJar());
        output(
                "DatabaseExportBucket",
                "Exports of the database",
                outputs.buckets().databaseExports());
        output("WorkspaceBucket", "Results", outputs.buckets().workspace());
        output("StudioDomainId", "SageMaker Studio domain", outputs.studioDomainId());
    }
}
