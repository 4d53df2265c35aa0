package org.openemr.aws.analytics;

import org.openemr.aws.constructs.contract.Publication;
import org.openemr.aws.constructs.contract.SecurityOutputs;
import org.openemr.aws.constructs.monitoring.Alarms;
import org.openemr.aws.constructs.stack.LayerStack;
import org.openemr.aws.constructs.stack.StackCleanup;
import org.openemr.aws.contracts.AnalyticsContract;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.settings.installation.AnalyticsSettings;
import org.openemr.aws.settings.installation.Features;
import software.amazon.awscdk.Environment;
import software.constructs.Construct;

/** Exports to S3, Spark on EMR Serverless and SageMaker Studio. Exists when the analytics environment is wanted. */
public final class AnalyticsStack extends LayerStack {

    public AnalyticsStack(
            Construct scope,
            Deployment deployment,
            Environment environment,
            AnalyticsSettings settings,
            Features features) {
        super(scope, Layer.ANALYTICS, deployment, environment);
        var security = SecurityOutputs.read(this, deployment);
        var upstream = Upstream.read(this, security, deployment, features);

        var store = new AnalyticsStore(this, deployment, upstream.accessLogs());
        var fileExport = new FileExport(this, deployment, upstream, store);
        var databaseExport = new DatabaseExport(this, deployment, upstream, store);
        var spark = new SparkApplication(this, deployment, settings, upstream, store);
        var studioRole = new StudioRole(this, deployment, store);
        studioRole.mayExport(fileExport, databaseExport, upstream);
        studioRole.mayUseSpark(spark);
        var studio = new Studio(this, deployment, upstream, store, studioRole);
        if (deployment.dataOnDestroy().protectsFromDeletion()) {
            new ExportsDeletion(this, deployment, upstream, store);
        } else {
            new StudioDeletion(this, deployment, upstream, studio);
        }
        var alarms = Alarms.from(this, deployment, security::alarms);
        alarms.watchFunction(
                fileExport.function(), "The copy of the files did not start: see the function's log group.");
        alarms.watchFunction(
                databaseExport.function(), "The export of the database did not start: see the function's log group.");

        StackCleanup.of(this, deployment, Layer.ANALYTICS, upstream::functions);
        var publication = new Publication(this, deployment)
                .add(
                        AnalyticsContract.FILE_EXPORT_FUNCTION,
                        fileExport.function().name())
                .add(
                        AnalyticsContract.DATABASE_EXPORT_FUNCTION,
                        databaseExport.function().name())
                .add(AnalyticsContract.STUDIO_DOMAIN_ID, studio.domain().getAttrDomainId());
        store.publish(publication);
        spark.publish(publication);
        output("SparkApplicationId", "EMR Serverless application", spark.applicationId());
        output(
                "SparkRuntimeRoleArn",
                "Role that Spark jobs run as",
                spark.runtimeRole().getRoleArn());
        output("SparkJobsJar", "Spark jobs of this project", spark.jobsJar());
        output(
                "DatabaseExportBucket",
                "Exports of the database",
                store.databaseExports().getBucketName());
        output("WorkspaceBucket", "Results", store.workspace().getBucketName());
        output("StudioDomainId", "SageMaker Studio domain", studio.domain().getAttrDomainId());
    }
}
