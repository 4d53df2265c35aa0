package org.openemr.aws.analytics;

import java.util.List;
import java.util.stream.Stream;
import org.openemr.aws.constructs.compliance.Accepted;
import org.openemr.aws.constructs.permission.ResourceArn;
import org.openemr.aws.constructs.permission.ServiceRole;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.constructs.Construct;

/** The role that Spark jobs run as: reads exports, writes results, and keeps tables in Glue databases of this deployment. */
final class SparkRole extends Construct {

    private static final List<String> GLUE_ACTIONS = List.of(
            "glue:GetDatabase",
            "glue:GetDatabases",
            "glue:CreateDatabase",
            "glue:GetTable",
            "glue:GetTables",
            "glue:CreateTable",
            "glue:UpdateTable",
            "glue:DeleteTable",
            "glue:GetPartition",
            "glue:GetPartitions",
            "glue:CreatePartition",
            "glue:BatchCreatePartition",
            "glue:GetUserDefinedFunctions");

    private final Role role;

    SparkRole(Construct scope, Deployment deployment, AnalyticsStore store, LogGroup logs, Asset jobs) {
        super(scope, "Runtime");
        role = ServiceRole.create(
                this, "Role", "emr-serverless", "What Spark jobs of " + deployment.name() + " may do");
        AnalyticsStore.allowReading(role, store.databaseExports(), "");
        AnalyticsStore.allowReading(role, store.fileExports(), "");
        AnalyticsStore.allowReading(role, store.workspace(), "");
        AnalyticsStore.allowWriting(role, store.workspace(), "");
        store.allowKey(role);
        // The project's own jobs are an asset of this stack.
        AnalyticsStore.allow(
                role,
                List.of("s3:GetObject"),
                "arn:%s:s3:::%s/%s".formatted(Aws.PARTITION, jobs.getS3BucketName(), jobs.getS3ObjectKey()));
        logs.grantWrite(role);
        AnalyticsStore.allow(role, List.of("logs:DescribeLogStreams"), logs.getLogGroupArn());
        allowGlue(deployment);
    }

    Role role() {
        return role;
    }

    /**
     * The database that is called like the deployment, and those whose names go on with two underscores, which no name of another
     * deployment does; Spark also asks for one that is called default.
     */
    private void allowGlue(Deployment deployment) {
        var databases = Stream.of(deployment.name(), deployment.prefixOfChosenNames() + "*")
                .map(name -> name.replace('-', '_'))
                .toList();
        var resources = databases.stream()
                .flatMap(name -> Stream.of("database/%s", "table/%s/*", "userDefinedFunction/%s/*")
                        .map(form -> glueArn(form.formatted(name))))
                .toList();
        AnalyticsStore.allow(
                role,
                GLUE_ACTIONS,
                Stream.concat(Stream.of(glueArn("catalog")), resources.stream()).toArray(String[]::new));
        AnalyticsStore.allow(role, List.of("glue:GetDatabase"), glueArn("catalog"), glueArn("database/default"));
        resources.stream()
                .filter(resource -> resource.endsWith("*"))
                .forEach(
                        resource -> Accepted.wildcardResource(
                                role,
                                resource,
                                "Tables are made by jobs, in the deployment's own database or in those whose names two underscores keep apart."));
    }

    private static String glueArn(String resource) {
        return ResourceArn.of("glue", resource);
    }
}
