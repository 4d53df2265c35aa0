package org.openemr.aws.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.constructs.fixtures.TestApp;
import org.openemr.aws.testsupport.CdkJson;

/** A review of every policy, trust and rule of all templates. */
class LeastPrivilegeTest {

    /**
     * Actions without a resource level, by the <a
     * href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">Service
     * Authorization Reference</a>; {@code ecs:ListTasks} is bound by its condition on the cluster.
     */
    private static final Set<String> WITHOUT_RESOURCE_LEVEL = Set.of(
            // AWS X-Ray
            "xray:PutTraceSegments",
            "xray:PutTelemetryRecords",
            "xray:GetSamplingRules",
            "xray:GetSamplingTargets",
            // CloudWatch Logs: log delivery of Step Functions, and what ECS Exec asks
            "logs:CreateLogDelivery",
            "logs:GetLogDelivery",
            "logs:UpdateLogDelivery",
            "logs:DeleteLogDelivery",
            "logs:ListLogDeliveries",
            "logs:PutResourcePolicy",
            "logs:DescribeResourcePolicies",
            "logs:DescribeLogGroups",
            // S3: ECS Exec asks where the bucket of the sessions is; the policy is the CDK's
            "s3:GetBucketLocation",
            // Systems Manager messages: ECS Exec
            "ssmmessages:CreateControlChannel",
            "ssmmessages:CreateDataChannel",
            "ssmmessages:OpenControlChannel",
            "ssmmessages:OpenDataChannel",
            // EC2
            "ec2:DescribeSubnets",
            "ec2:DescribeVpcs",
            "ec2:DescribeVpcEndpointServices",
            "ec2:DescribeSecurityGroups",
            "ec2:DescribeSecurityGroupRules",
            "ec2:DescribeNetworkInterfaces",
            // EC2, for interfaces that do not exist yet: Lambda makes them with a function's role, whose own code is
            // denied it
            "ec2:AssignPrivateIpAddresses",
            "ec2:CreateNetworkInterface",
            "ec2:DeleteNetworkInterface",
            "ec2:UnassignPrivateIpAddresses",
            // ECR
            "ecr:GetAuthorizationToken",
            // ECS
            "ecs:DeregisterTaskDefinition",
            "ecs:DescribeTaskDefinition",
            "ecs:ListTaskDefinitions",
            "ecs:ListTasks",
            // AWS Backup
            "backup:DescribeBackupJob",
            "backup:DescribeRestoreJob",
            "backup:ListRestoreJobs",
            "backup:PutRestoreValidationResult",
            // RDS
            "rds:DescribeExportTasks",
            // EMR Serverless
            "emr-serverless:ListApplications",
            // What an account has once, before it is there, or not as a resource
            "ce:CreateAnomalyMonitor",
            "config:DescribeDeliveryChannels",
            "config:PutDeliveryChannel",
            "guardduty:CreateDetector",
            "guardduty:ListDetectors",
            "inspector2:BatchGetAccountStatus",
            "inspector2:Enable",
            "inspector2:ListFindings",
            // SES receiving
            "ses:DescribeActiveReceiptRuleSet",
            "ses:SetActiveReceiptRuleSet",
            // SageMaker
            "sagemaker:ListApps",
            "sagemaker:ListDomains",
            "sagemaker:ListFeatureGroups",
            "sagemaker:ListMlflowApps",
            "sagemaker:ListModelPackageGroups",
            "sagemaker:ListModels",
            "sagemaker:ListPipelines",
            "sagemaker:ListProcessingJobs",
            "sagemaker:ListSpaces",
            "sagemaker:ListTrainingJobs",
            "sagemaker:ListUserProfiles",
            "sagemaker:Search");

    /** EventBridge sends KMS no source: SNS key management says so, see the key's own comment. */
    private static final String WITHOUT_SOURCE = "EventsToTopicsAndQueue";

    /** Conditions that bind a service to whom it acts for; CloudWatch Logs names the log group as encryption context. */
    private static final String[] SOURCES = {
        "aws:SourceAccount", "aws:SourceArn", "AWS:SourceArn", "kms:EncryptionContext:aws:logs:arn"
    };

    /** Roles that the CDK makes without a condition, and why none can be added. */
    private static final Set<String> TRUSTED_WITHOUT_CONDITION = Set.of(
            // CloudTrail's role for its log group.
            "AuditTrailLogsRole",
            // RDS assumes it for enhanced monitoring before the cluster exists.
            "DatabaseClusterMonitoringRole",
            // AWS Backup sends no source account when it assumes a role.
            "BackupsRole");

    @ParameterizedTest(name = "{0}")
    @MethodSource("templates")
    void noStatementAllowsAWholeServiceOrEveryResourceWithoutNeed(String name, SynthesisedTemplate template) {
        assertThat(template.roleStatements().stream().filter(LeastPrivilegeTest::allows))
                .allSatisfy(statement -> {
                    var actions = texts(statement.path("Action"));
                    assertThat(actions).noneMatch(action -> action.equals("*") || action.endsWith(":*"));
                    if (texts(statement.path("Resource")).contains("*")) {
                        assertThat(WITHOUT_RESOURCE_LEVEL)
                                .as(statement.toString())
                                .containsAll(actions);
                    }
                    if (actions.contains("iam:PassRole")) {
                        // Of this deployment's roles one by one; the service they trust is in their own policies.
                        assertThat(texts(statement.path("Resource")))
                                .as(statement.toString())
                                .noneMatch(resource -> resource.contains("*"));
                    }
                });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("templates")
    void everyServiceInAResourcePolicyActsForThisAccountOnly(String name, SynthesisedTemplate template) {
        var policies = Stream.of(
                        Map.entry("AWS::S3::BucketPolicy", "PolicyDocument"),
                        Map.entry("AWS::KMS::Key", "KeyPolicy"),
                        Map.entry("AWS::SNS::TopicPolicy", "PolicyDocument"),
                        Map.entry("AWS::SQS::QueuePolicy", "PolicyDocument"))
                .flatMap(kind -> template.properties(kind.getKey()).stream()
                        .map(properties -> properties.path(kind.getValue())));

        assertThat(policies).allSatisfy(policy -> {
            var statements =
                    SynthesisedTemplate.elements(policy.path("Statement")).toList();
            assertThat(statements)
                    .filteredOn(LeastPrivilegeTest::allows)
                    .filteredOn(statement -> statement.path("Principal").has("Service"))
                    .filteredOn(statement -> statements.stream().noneMatch(other -> denies(other, statement)))
                    .filteredOn(statement ->
                            !WITHOUT_SOURCE.equals(statement.path("Sid").asText()))
                    .allSatisfy(statement -> assertThat(condition(statement))
                            .as(statement.toString())
                            .containsAnyOf(SOURCES));
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("templates")
    void everyServiceThatMayAssumeARoleActsForThisAccountOnly(String name, SynthesisedTemplate template) {
        template.resources("AWS::IAM::Role")
                .forEach((id, role) -> SynthesisedTemplate.elements(role.path("Properties")
                                .path("AssumeRolePolicyDocument")
                                .path("Statement"))
                        .filter(statement -> TRUSTED_WITHOUT_CONDITION.stream().noneMatch(id::startsWith))
                        .filter(statement -> !statement.path("Principal").has("Federated"))
                        .forEach(statement -> assertThat(
                                        statement.path("Condition").toString())
                                .as(id)
                                .contains("aws:SourceAccount")));
    }

    /** Without the subject, any repository of the host could assume it. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("templates")
    void whoComesWithATokenIsKnownByAudienceAndSubject(String name, SynthesisedTemplate template) {
        template.resources("AWS::IAM::Role")
                .forEach((id, role) -> SynthesisedTemplate.elements(role.path("Properties")
                                .path("AssumeRolePolicyDocument")
                                .path("Statement"))
                        .filter(statement -> statement.path("Principal").has("Federated"))
                        .forEach(statement -> assertThat(
                                        statement.path("Condition").toString())
                                .as(id)
                                .containsPattern("\"StringEquals\":\\{[^}]*:aud\"")
                                .containsPattern(":sub\":\\[\"(repo|project_path):[^*?\"]+(:ref:\\*)?\"")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("templates")
    void noRuleAdmitsTheInternet(String name, SynthesisedTemplate template) {
        var rules = Stream.concat(
                template.properties("AWS::EC2::SecurityGroupIngress").stream(),
                template.properties("AWS::EC2::SecurityGroup").stream()
                        .flatMap(group -> SynthesisedTemplate.elements(group.path("SecurityGroupIngress"))));

        assertThat(rules)
                .noneMatch(rule -> rule.path("CidrIp").asText().equals("0.0.0.0/0")
                        || rule.path("CidrIpv6").asText().equals("::/0"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("templates")
    void everyStoreIsEncrypted(String name, SynthesisedTemplate template) {
        assertThat(template.properties("AWS::S3::Bucket")).allMatch(bucket -> bucket.has("BucketEncryption"));
        assertThat(template.properties("AWS::EFS::FileSystem"))
                .allMatch(files -> files.path("Encrypted").asBoolean() && files.has("KmsKeyId"));
        assertThat(template.properties("AWS::RDS::DBCluster"))
                .allMatch(cluster -> cluster.path("StorageEncrypted").asBoolean() && cluster.has("KmsKeyId"));
        assertThat(template.properties("AWS::ElastiCache::ServerlessCache")).allMatch(cache -> cache.has("KmsKeyId"));
        assertThat(template.properties("AWS::SecretsManager::Secret")).allMatch(secret -> secret.has("KmsKeyId"));
        assertThat(template.properties("AWS::SNS::Topic")).allMatch(topic -> topic.has("KmsMasterKeyId"));
        assertThat(template.properties("AWS::SQS::Queue")).allMatch(queue -> queue.has("KmsMasterKeyId"));
        assertThat(template.properties("AWS::Logs::LogGroup")).allMatch(group -> group.has("KmsKeyId"));
        assertThat(template.properties("AWS::Backup::BackupVault")).allMatch(vault -> vault.has("EncryptionKeyArn"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("templates")
    void noSecretValueIsInAnEnvironmentVariable(String name, SynthesisedTemplate template) {
        assertThat(template.properties("AWS::Lambda::Function"))
                .noneMatch(function -> function.path("Environment").toString().contains("{{resolve:secretsmanager"));
        assertThat(template.properties("AWS::ECS::TaskDefinition"))
                .flatMap(task -> SynthesisedTemplate.elements(task.path("ContainerDefinitions"))
                        .toList())
                .noneMatch(container -> container.has("Environment"));
    }

    private static Stream<Arguments> templates() {
        var throwAway = CdkJson.settingsWith(Map.of(
                "data_on_destroy", "delete",
                "create_serverless_analytics_environment", true,
                "openemr_image", "444455556666.dkr.ecr.us-west-2.amazonaws.com/mirror/openemr"));
        return Stream.concat(
                SynthesisedInstallation.of(Configuration.EVERYTHING_ON).entrySet().stream()
                        .map(entry -> Arguments.of(entry.getKey(), entry.getValue())),
                SynthesisedInstallation.of(throwAway, TestApp.ENVIRONMENT).entrySet().stream()
                        .map(entry -> Arguments.of("throw-away " + entry.getKey(), entry.getValue())));
    }

    /** Whether a statement denies to a service all that another allows it, unless it acts for the right source. */
    private static boolean denies(JsonNode statement, JsonNode allowance) {
        return statement.path("Effect").asText().equals("Deny")
                && statement.path("Principal").equals(allowance.path("Principal"))
                && texts(statement.path("Action")).containsAll(texts(allowance.path("Action")))
                && statement.path("Condition").has("StringNotEquals")
                && Stream.of(SOURCES).anyMatch(condition(statement)::contains);
    }

    private static String condition(JsonNode statement) {
        return statement.path("Condition").toString();
    }

    private static boolean allows(JsonNode statement) {
        return statement.path("Effect").asText().equals("Allow");
    }

    private static List<String> texts(JsonNode oneOrMany) {
        return oneOrMany.isTextual()
                ? List.of(oneOrMany.asText())
                : SynthesisedTemplate.elements(oneOrMany)
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::asText)
                        .toList();
    }
}
