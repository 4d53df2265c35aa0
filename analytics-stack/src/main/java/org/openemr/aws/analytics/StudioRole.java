package org.openemr.aws.analytics;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openemr.aws.constructs.compliance.Accepted;
import org.openemr.aws.constructs.permission.ResourceArn;
import org.openemr.aws.constructs.permission.ServiceRole;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/**
 * The role of people in Studio. Each method is one thing that they may do, in this deployment and nowhere else; instead of
 * the full-access policies that AWS offers for it. What they make by name (jobs, models, pipelines) must be named after the
 * deployment.
 */
final class StudioRole extends Construct {

    private static final String MADE_BY_PEOPLE =
            "People make these; two hyphens after the deployment's name keep them apart from those of others.";

    private final Deployment deployment;
    private final Role role;

    StudioRole(Construct scope, Deployment deployment, AnalyticsStore store) {
        super(scope, "StudioRole");
        this.deployment = deployment;
        role = ServiceRole.create(this, "Role", "sagemaker", "People in SageMaker Studio of " + deployment.name());
        AnalyticsStore.allowReading(role, store.databaseExports(), "");
        AnalyticsStore.allowReading(role, store.fileExports(), "");
        AnalyticsStore.allowReading(role, store.workspace(), "");
        AnalyticsStore.allowWriting(role, store.workspace(), "");
        store.allowKey(role);
        // Studio's storage and training volumes are encrypted with grants on the key, which services take only.
        allow(
                List.of("kms:CreateGrant"),
                List.of(store.key().getKeyArn()),
                Map.of("Bool", Map.of("kms:GrantIsForAWSResource", "true")));
        machineLearning();
        writeLogs();
    }

    Role role() {
        return role;
    }

    /** Exports: start them and follow them to their end. */
    void mayExport(FileExport files, DatabaseExport database, Upstream upstream) {
        var functions = List.of(
                files.function().function().getFunctionArn(),
                database.function().function().getFunctionArn());
        allow(List.of("lambda:InvokeFunction"), functions);
        allow(List.of("ecs:DescribeTasks"), List.of(FileExport.taskArns(upstream)));
        acceptWildcardResource(
                ResourceArn.of("ecs", "task/<ComputeClusterName>/*"),
                "A task gets its id when it starts; these are of this deployment's cluster.");
        allow(List.of("rds:DescribeExportTasks"), List.of("*"));
        acceptWildcardResource(
                "*",
                "An export is described by its own name, which is no resource of rds:DescribeExportTasks, and listing what Studio shows has"
                        + " none either; both only read.");
    }

    /** Spark: submit jobs to this application, work with it in notebooks, open its dashboards. */
    void mayUseSpark(SparkApplication spark) {
        allow(
                List.of(
                        "emr-serverless:GetApplication",
                        "emr-serverless:StartApplication",
                        "emr-serverless:StopApplication",
                        "emr-serverless:StartJobRun",
                        "emr-serverless:ListJobRuns",
                        "emr-serverless:AccessLivyEndpoints"),
                List.of(spark.arn()));
        allow(
                List.of(
                        "emr-serverless:GetJobRun",
                        "emr-serverless:CancelJobRun",
                        "emr-serverless:GetDashboardForJobRun"),
                List.of(spark.arn() + "/jobruns/*"));
        acceptWildcardResource(
                ResourceArn.of(
                        "emr-serverless", "/applications/<%s.ApplicationId>/jobruns/*".formatted(spark.printedId())),
                "Runs get their ids when they start; they are of this one application.");
        allow(List.of("emr-serverless:ListApplications"), List.of("*"));
        role.addToPrincipalPolicy(
                ServiceRole.pass("emr-serverless", spark.runtimeRole().getRoleArn()));
    }

    /** Studio itself: apps and spaces of this domain. */
    void mayUseDomain(String domainId) {
        allow(
                List.of("sagemaker:DescribeDomain", "sagemaker:CreatePresignedDomainUrl", "sagemaker:ListTags"),
                List.of(sageMaker("domain/" + domainId)));
        for (var kind : List.of("user-profile", "space", "app")) {
            var resources = sageMaker(kind + "/" + domainId + "/*");
            allow(actionsOn(kind), List.of(resources));
            acceptWildcardResource(
                    resources.replace(domainId, "<StudioDomain.DomainId>"),
                    "Apps and spaces get their names from people; they are of this one domain.");
        }
        allow(
                List.of(
                        "sagemaker:ListDomains",
                        "sagemaker:ListUserProfiles",
                        "sagemaker:ListSpaces",
                        "sagemaker:ListApps",
                        "sagemaker:ListTrainingJobs",
                        "sagemaker:ListProcessingJobs",
                        "sagemaker:ListModels",
                        "sagemaker:ListModelPackageGroups",
                        "sagemaker:ListPipelines",
                        "sagemaker:ListFeatureGroups",
                        "sagemaker:ListMlflowApps",
                        "sagemaker:Search"),
                List.of("*"));
    }

    private static List<String> actionsOn(String kind) {
        return switch (kind) {
            case "user-profile" -> List.of("sagemaker:DescribeUserProfile", "sagemaker:CreatePresignedDomainUrl");
            case "space" ->
                List.of(
                        "sagemaker:CreateSpace",
                        "sagemaker:UpdateSpace",
                        "sagemaker:DescribeSpace",
                        "sagemaker:DeleteSpace",
                        "sagemaker:AddTags");
            default ->
                List.of("sagemaker:CreateApp", "sagemaker:DescribeApp", "sagemaker:DeleteApp", "sagemaker:AddTags");
        };
    }

    /** MLflow: record experiments in this deployment's app. */
    void mayUseMlflow(String appArn) {
        allow(
                List.of(
                        "sagemaker:DescribeMlflowApp",
                        "sagemaker:CallMlflowAppApi",
                        "sagemaker:CreatePresignedMlflowAppUrl"),
                List.of(appArn));
    }

    /** Training, processing, batch transforms, models, their registry, pipelines and features, named after the deployment. */
    private void machineLearning() {
        made("training-job", "CreateTrainingJob", "DescribeTrainingJob", "StopTrainingJob");
        made("processing-job", "CreateProcessingJob", "DescribeProcessingJob", "StopProcessingJob");
        made("transform-job", "CreateTransformJob", "DescribeTransformJob", "StopTransformJob");
        made("model", "CreateModel", "DescribeModel", "DeleteModel");
        made("model-package-group", "CreateModelPackageGroup", "DescribeModelPackageGroup");
        made("model-package", "CreateModelPackage", "DescribeModelPackage", "UpdateModelPackage");
        made(
                "pipeline",
                "CreatePipeline",
                "UpdatePipeline",
                "DescribePipeline",
                "StartPipelineExecution",
                "DeletePipeline");
        made(
                "feature-group",
                "CreateFeatureGroup",
                "DescribeFeatureGroup",
                "DeleteFeatureGroup",
                "PutRecord",
                "GetRecord");
        role.addToPrincipalPolicy(ServiceRole.pass("sagemaker", role.getRoleArn()));
        // Jobs run in the VPC, which takes network interfaces for their time.
        allow(
                List.of(
                        "ec2:DescribeVpcs",
                        "ec2:DescribeSubnets",
                        "ec2:DescribeSecurityGroups",
                        "ec2:DescribeNetworkInterfaces"),
                List.of("*"));
    }

    private void made(String kind, String... actions) {
        var resources = sageMaker(kind + "/" + deployment.prefixOfChosenNames() + "*");
        allow(Stream.of(actions).map("sagemaker:"::concat).toList(), List.of(resources));
        acceptWildcardResource(resources, MADE_BY_PEOPLE);
    }

    /** What Studio's apps and jobs print. */
    private void writeLogs() {
        var group = ResourceArn.of("logs", "log-group:/aws/sagemaker/*");
        allow(
                List.of("logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"),
                List.of(group));
        acceptWildcardResource(group, "SageMaker names its log groups itself, below this prefix.");
    }

    private void allow(List<String> actions, List<String> resources) {
        allow(actions, resources, Map.of());
    }

    private void allow(List<String> actions, List<String> resources, Map<String, Object> conditions) {
        role.addToPrincipalPolicy(PolicyStatement.Builder.create()
                .actions(actions)
                .resources(resources)
                .conditions(conditions)
                .build());
    }

    private void acceptWildcardResource(String resource, String reason) {
        Accepted.wildcardResource(role, resource, reason);
    }

    private static String sageMaker(String resource) {
        return ResourceArn.of("sagemaker", resource);
    }
}
