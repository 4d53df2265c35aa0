package org.openemr.aws.analytics;

import java.util.List;
import java.util.Map;
import org.openemr.aws.constructs.function.FunctionHandler;
import org.openemr.aws.constructs.function.HandlerFunction;
import org.openemr.aws.constructs.permission.ServiceRole;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/** Exports the database to S3 in Parquet on demand: a function starts RDS's own export, which reads a clone. */
final class DatabaseExport extends Construct {

    static final String PREFIX = "database";

    private static final String SCHEMA = "openemr";

    private final HandlerFunction function;

    DatabaseExport(Construct scope, Deployment deployment, Upstream upstream, AnalyticsStore store) {
        super(scope, "DatabaseExport");
        var exportRole = exportRole(store);
        function = new HandlerFunction(
                this,
                "Function",
                deployment,
                FunctionHandler.DATABASE_EXPORT,
                upstream.functions(),
                HandlerFunction.Options.timeout(Duration.minutes(1))
                        .variables(Map.of(
                                "DEPLOYMENT", deployment.name(),
                                "CLUSTER_ARN", upstream.databaseArn(),
                                "SCHEMA", SCHEMA,
                                "BUCKET", store.databaseExports().getBucketName(),
                                "PREFIX", PREFIX,
                                "ROLE_ARN", exportRole.getRoleArn(),
                                "KEY_ARN", store.key().getKeyArn())));
        function.allow(List.of("rds:StartExportTask"), List.of(upstream.databaseArn()));
        function.allow(List.of("rds:DescribeExportTasks"), List.of("*"));
        function.acceptWildcardResource(
                "*",
                "An export is described by its own name, which is no resource of rds:DescribeExportTasks; it only reads.");
        // RDS takes a grant of its own on the key for the time of the export.
        function.allow(
                List.of("kms:CreateGrant", "kms:DescribeKey"),
                List.of(store.key().getKeyArn()));
        function.allow(ServiceRole.pass("export.rds", exportRole.getRoleArn()));
    }

    HandlerFunction function() {
        return function;
    }

    /**
     * What RDS needs of the bucket, see <a
     * href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/export-cluster-data.Setup.html">setting up
     * access</a>.
     */
    private Role exportRole(AnalyticsStore store) {
        var role = ServiceRole.create(this, "ExportRole", "export.rds", "Writes exports of the database");
        AnalyticsStore.allowReading(role, store.databaseExports(), PREFIX + "/");
        AnalyticsStore.allowWriting(role, store.databaseExports(), PREFIX + "/");
        store.allowKey(role);
        return role;
    }
}
