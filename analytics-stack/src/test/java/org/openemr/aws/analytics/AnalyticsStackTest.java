package org.openemr.aws.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.constructs.fixtures.TestApp;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.settings.installation.DataOnDestroy;
import software.amazon.awscdk.Environment;

class AnalyticsStackTest {

    private static final SynthesisedTemplate TEMPLATE = template(TestApp.DEPLOYMENT, TestApp.ENVIRONMENT);

    @Test
    void keepsExportsAndResultsEncryptedVersionedAndPrivate() {
        var encrypted = TEMPLATE.properties("AWS::S3::Bucket").stream()
                .filter(bucket -> bucket.path("BucketEncryption").toString().contains("aws:kms"))
                .toList();

        assertThat(encrypted).hasSize(3).allSatisfy(bucket -> {
            assertThat(bucket.path("VersioningConfiguration").path("Status").asText())
                    .isEqualTo("Enabled");
            assertThat(bucket.path("PublicAccessBlockConfiguration").toString()).doesNotContain("false");
            assertThat(bucket.has("LoggingConfiguration")).isTrue();
            assertThat(bucket.has("LifecycleConfiguration")).isTrue();
            assertThat(bucket.path("BucketName").toString()).contains("sagemaker-");
        });
    }

    /** Names of buckets have 63 characters at most; region and account are known here. */
    @Test
    void namesBucketsWithinTheLimitWhereRegionsHaveLongNames() {
        var environment = Environment.builder()
                .account("111122223333")
                .region("ap-southeast-3")
                .build();
        var template = template(TestApp.deployment("a-clinic-of-20-chars", DataOnDestroy.RETAIN), environment);

        assertThat(template.properties("AWS::S3::Bucket"))
                .map(bucket -> bucket.path("BucketName"))
                .filteredOn(name -> !name.isMissingNode())
                .map(AnalyticsStackTest::resolved)
                .hasSize(3)
                .allSatisfy(name -> assertThat(name).matches("[a-z0-9-]{3,63}"));
    }

    @Test
    void copiesFilesWithoutSecretsFromAFileSystemItCannotChange() {
        var task = TEMPLATE.onlyProperties("AWS::ECS::TaskDefinition");
        var container = task.path("ContainerDefinitions").get(0);

        assertThat(task.path("Cpu").asText()).isEqualTo("256");
        assertThat(task.path("Memory").asText()).isEqualTo("512");
        assertThat(task.path("RuntimePlatform").path("CpuArchitecture").asText())
                .isEqualTo("ARM64");
        assertThat(container.path("Image").asText()).matches("public.ecr.aws/aws-cli/aws-cli:\\d+\\.\\d+\\.\\d+");
        assertThat(container.path("MountPoints").toString()).contains("\"ReadOnly\":true");
        assertThat(container.path("ReadonlyRootFilesystem").asBoolean()).isTrue();
        assertThat(container.path("Command").toString())
                .contains(
                        "*sqlconf.php*",
                        "*/documents/certificates/*",
                        "*/documents/logs_and_misc/methods/*",
                        "--delete");
        assertThat(statements()).noneMatch(statement -> statement.toString().contains("elasticfilesystem:ClientWrite"));
    }

    @Test
    void givesSparkACeilingAndStopsItWhenIdle() {
        var application = TEMPLATE.onlyProperties("AWS::EMRServerless::Application");

        assertThat(application.path("MaximumCapacity").toString())
                .isEqualTo("{\"Cpu\":\"16 vCPU\",\"Disk\":\"320 GB\",\"Memory\":\"128 GB\"}");
        assertThat(application.path("AutoStopConfiguration").toString())
                .isEqualTo("{\"Enabled\":true,\"IdleTimeoutMinutes\":15}");
        assertThat(application.path("Architecture").asText()).isEqualTo("ARM64");
        assertThat(application.path("ReleaseLabel").asText()).startsWith("emr-7.");
        assertThat(application.path("NetworkConfiguration").path("SubnetIds")).hasSize(2);
    }

    @Test
    void closesStudioIntoTheVpcEncryptsItAndStopsIdleApps() {
        var domain = TEMPLATE.onlyProperties("AWS::SageMaker::Domain");

        assertThat(domain.path("AppNetworkAccessType").asText()).isEqualTo("VpcOnly");
        assertThat(domain.path("AuthMode").asText()).isEqualTo("IAM");
        assertThat(domain.has("KmsKeyId")).isTrue();
        assertThat(domain.path("DomainSettings").path("DockerSettings").toString())
                .contains("DISABLED");
        var user = domain.path("DefaultUserSettings");
        for (var app : List.of("JupyterLabAppSettings", "CodeEditorAppSettings")) {
            assertThat(user.path(app).toString())
                    .as(app)
                    .contains("\"IdleTimeoutInMinutes\":60", "\"LifecycleManagement\":\"ENABLED\"");
        }
        assertThat(TEMPLATE.onlyProperties("AWS::SageMaker::UserProfile")
                        .path("UserProfileName")
                        .asText())
                .isEqualTo("ServerlessAnalyticsUser");
        assertThat(TEMPLATE.properties("AWS::EC2::VPCEndpoint"))
                .map(endpoint -> endpoint.path("ServiceName").toString())
                .hasSize(2)
                .anyMatch(name -> name.contains("sagemaker.api"))
                .anyMatch(name -> name.contains("sagemaker.runtime"));
    }

    @Test
    void allowsNoWholeServiceAndPassesRolesToNamedServicesOnly() {
        assertThat(statements()).isNotEmpty().allSatisfy(statement -> {
            var actions = actions(statement).toList();
            assertThat(actions).noneMatch(action -> action.equals("*") || action.endsWith(":*"));
            if (actions.contains("iam:PassRole")) {
                assertThat(statement.path("Condition").toString()).contains("iam:PassedToService");
            }
        });
    }

    @Test
    void leavesMlflowOutWhereTheRegionDoesNotHaveIt() {
        var stockholm = Environment.builder()
                .account("111122223333")
                .region("eu-north-1")
                .build();
        var zurich = Environment.builder()
                .account("111122223333")
                .region("eu-central-2")
                .build();

        assertThat(template(TestApp.DEPLOYMENT, stockholm).resources("AWS::SageMaker::MlflowApp"))
                .hasSize(1);
        assertThat(template(TestApp.DEPLOYMENT, zurich).resources("AWS::SageMaker::MlflowApp"))
                .isEmpty();
    }

    @Test
    void usesNoManagedPolicyOfAws() {
        assertThat(TEMPLATE.properties("AWS::IAM::Role"))
                .filteredOn(role -> role.has("ManagedPolicyArns"))
                .allSatisfy(role -> assertThat(role.path("ManagedPolicyArns").toString())
                        .doesNotContain("SageMaker", "RDS", "Glue"));
    }

    @Test
    void takesStudioApartInThrowAwayEnvironmentsOnly() {
        var throwAway = template(TestApp.deployment("openemr", DataOnDestroy.DELETE), TestApp.ENVIRONMENT);

        assertThat(TEMPLATE.resources("Custom::OpenEmrStudioDeletion")).isEmpty();
        assertThat(throwAway.resources("Custom::OpenEmrStudioDeletion").values())
                .singleElement()
                .satisfies(deletion ->
                        assertThat(deletion.path("DependsOn").toString()).contains("UserProfile"));
    }

    private static List<JsonNode> statements() {
        return TEMPLATE.roleStatements();
    }

    private static Stream<String> actions(JsonNode statement) {
        var action = statement.path("Action");
        return action.isTextual()
                ? Stream.of(action.asText())
                : SynthesisedTemplate.elements(action).map(JsonNode::asText);
    }

    /** A joined name with account and region, and with eight characters for the part that is made of the stack's id. */
    private static String resolved(JsonNode name) {
        if (name.isTextual()) {
            return name.asText();
        }
        var separator = name.path("Fn::Join").get(0).asText();
        return SynthesisedTemplate.elements(name.path("Fn::Join").get(1))
                .map(part -> part.isTextual() ? part.asText() : part.has("Ref") ? reference(part) : "12345678")
                .reduce((left, right) -> left + separator + right)
                .orElseThrow();
    }

    private static String reference(JsonNode part) {
        return part.path("Ref").asText().equals("AWS::Region") ? "ap-southeast-3" : "111122223333";
    }

    private static SynthesisedTemplate template(Deployment deployment, Environment environment) {
        var settings = TestApp.settings(Map.of("create_serverless_analytics_environment", true), environment);
        return SynthesisedTemplate.of(new AnalyticsStack(
                TestApp.create(), deployment, environment, settings.analytics(), settings.features()));
    }
}
