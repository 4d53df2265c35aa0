package org.openemr.aws.compute;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.constructs.fixtures.TestApp;

class ComputeStackTest {

    private static final Map<String, ?> HTTPS =
            Map.of("certificate_arn", "arn:aws:acm:us-east-1:111122223333:certificate/a");
    private static final Map<String, ?> DOMAIN =
            Map.of("route53_domain", "clinic.example.org", "route53_hosted_zone_id", "Z0123456789ABCDEFGHIJ");
    private static final SynthesisedTemplate TEMPLATE = template(HTTPS);

    @Test
    void givesTheAdministratorsPasswordToTheSetUpTaskOnly() {
        assertThat(secrets("openemr-set-up"))
                .contains("MYSQL_ROOT_PASS", "MYSQL_PASS", "MYSQL_HOST", "OE_PASS")
                .noneMatch(name -> name.startsWith("REDIS"));
        assertThat(secrets("openemr-openemr"))
                .containsExactlyInAnyOrder("REDIS_SERVER", "REDIS_USERNAME", "REDIS_PASSWORD");
        assertThat(secrets("openemr-tls-material")).isEmpty();
        assertThat(TEMPLATE.properties("AWS::ECS::TaskDefinition"))
                .allSatisfy(
                        task -> assertThat(container(task).has("Environment")).isFalse());
    }

    @Test
    void letsARoleDecryptTheSecretsItReads() {
        assertThat(TEMPLATE.properties("AWS::IAM::ManagedPolicy").stream()
                        .filter(policy -> policy.toString().contains("secretsmanager:GetSecretValue")))
                .hasSize(2)
                .allSatisfy(policy -> assertThat(policy.toString())
                        .contains("\"kms:Decrypt\"", "kms:ViaService", "{\"Ref\":\"SecurityDataKeyArn\"}"));
    }

    @Test
    void mountsFileSystemsOverTlsWithIamAndCertificatesReadOnly() {
        assertThat(TEMPLATE.properties("AWS::ECS::TaskDefinition"))
                .flatMap(task ->
                        SynthesisedTemplate.elements(task.path("Volumes")).toList())
                .hasSize(4)
                .allSatisfy(volume -> assertThat(
                                volume.path("EFSVolumeConfiguration").toString())
                        .contains("\"IAM\":\"ENABLED\"", "\"TransitEncryption\":\"ENABLED\""));
        assertThat(container(task("openemr-openemr")).path("MountPoints").toString())
                .contains("{\"ContainerPath\":\"/etc/ssl/\",\"ReadOnly\":true,\"SourceVolume\":\"ssl\"}");
        assertThat(container(task("openemr-tls-material"))
                        .path("ReadonlyRootFilesystem")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void runsEveryTaskOnArmWithAnInitProcess() {
        assertThat(TEMPLATE.properties("AWS::ECS::TaskDefinition")).hasSize(3).allSatisfy(task -> {
            assertThat(task.path("RuntimePlatform").path("CpuArchitecture").asText())
                    .isEqualTo("ARM64");
            assertThat(container(task)
                            .path("LinuxParameters")
                            .path("InitProcessEnabled")
                            .asBoolean())
                    .isTrue();
            assertThat(container(task).path("Image").asText()).isEqualTo("openemr/openemr:8.4.1");
            assertThat(container(task).path("Command").get(0).asText()).doesNotContain("set -x");
        });
    }

    @Test
    void rollsTheServiceOnlyAfterSetUpAndBackWhenItFails() {
        var service =
                TEMPLATE.resources("AWS::ECS::Service").values().iterator().next();
        var properties = service.path("Properties");

        assertThat(service.path("DependsOn").toString()).contains("SetUpRunWindow4", "ListenersHttps");
        assertThat(properties.path("DeploymentConfiguration").toString())
                .contains("\"DeploymentCircuitBreaker\":{\"Enable\":true,\"Rollback\":true}")
                .contains("\"MaximumPercent\":200,\"MinimumHealthyPercent\":100");
        assertThat(properties.path("AvailabilityZoneRebalancing").asText()).isEqualTo("ENABLED");
        assertThat(properties.path("HealthCheckGracePeriodSeconds").asInt()).isEqualTo(1200);
        assertThat(properties.path("DesiredCount").asInt()).isEqualTo(2);
        assertThat(properties.path("NetworkConfiguration").toString()).contains("\"AssignPublicIp\":\"DISABLED\"");
    }

    @Test
    void followsSetUpThroughWindowsThatCloudFormationAllows() {
        var windows = TEMPLATE.resources("Custom::OpenEmrTaskRun");

        assertThat(windows).hasSize(5).allSatisfy((id, window) -> {
            assertThat(window.path("Properties").path("ServiceTimeout").asInt()).isEqualTo(3600);
            assertThat(window.path("Properties").path("WindowSeconds").asInt()).isLessThan(3600);
            assertThat(window.path("DependsOn").toString())
                    .contains("TaskRoleDefaultPolicy", "ExecutionRoleDefaultPolicy");
        });
        assertThat(windows.values().stream()
                        .filter(window -> window.path("Properties")
                                .path("LastWindow")
                                .asText()
                                .equals("true")))
                .hasSize(2);
    }

    @Test
    void redirectsPlainHttpWhenThereIsACertificate() {
        var listeners =
                TEMPLATE.properties("AWS::ElasticLoadBalancingV2::Listener").toString();

        assertThat(listeners)
                .contains("\"SslPolicy\":\"ELBSecurityPolicy-TLS13-1-2-2021-06\"")
                .contains("\"Port\":80")
                .contains("\"StatusCode\":\"HTTP_301\"");
        assertThat(template()
                        .onlyProperties("AWS::ElasticLoadBalancingV2::Listener")
                        .toString())
                .contains("\"Port\":80", "\"Type\":\"forward\"");
    }

    @Test
    void checksTheHealthOfTargetsOverHttps() {
        var targets = TEMPLATE.onlyProperties("AWS::ElasticLoadBalancingV2::TargetGroup")
                .toString();

        assertThat(targets)
                .contains(
                        "\"HealthCheckProtocol\":\"HTTPS\"",
                        "\"HttpCode\":\"302\"",
                        "\"HealthCheckIntervalSeconds\":60")
                .contains("\"HealthCheckTimeoutSeconds\":10", "\"HealthyThresholdCount\":2")
                .contains("\"UnhealthyThresholdCount\":5", "\"Protocol\":\"HTTPS\"", "\"TargetType\":\"ip\"");
    }

    @Test
    void tellsPortalAndApisTheOneAddressOfTheSite() {
        var template = template(Map.of("activate_openemr_apis", true, "enable_patient_portal", true), HTTPS);

        assertThat(parameter(template, "site_addr_oath"))
                .contains("[\"https://\",{\"Ref\":\"NetworkPublicHostName\"}]");
        assertThat(parameter(template, "portal_onsite_two_address")).contains("\"/portal/\"");
        assertThat(parameter(template, "rest_fhir_api")).isEqualTo("\"1\"");
        assertThat(parameter(template, "ccda_alt_service_enable")).isEqualTo("\"3\"");
        var named = template(Map.of("activate_openemr_apis", true), HTTPS, DOMAIN);
        assertThat(parameter(named, "site_addr_oath")).contains("[\"https://\",{\"Ref\":\"DnsSiteHostName\"}]");
    }

    @Test
    void presentsTheDomainsOwnCertificateUnlessAnotherIsGiven() {

        assertThat(certificates(template(DOMAIN))).contains("DnsCertificateArn");
        assertThat(certificates(template(DOMAIN, HTTPS))).contains("certificate/a");
    }

    @Test
    void tellsOpenEmrHowToSendMail() {
        var template = template(DOMAIN, Map.of("configure_ses", true));

        assertThat(parameter(template, "SMTP_HOST")).contains("DnsSmtpHost");
        assertThat(parameter(template, "SMTP_PORT")).isEqualTo("\"587\"");
        assertThat(parameter(template, "SMTP_SECURE")).isEqualTo("\"tls\"");
        assertThat(parameter(template, "SMTP_Auth")).isEqualTo("\"1\"");
        assertThat(parameter(template, "patient_reminder_sender_email")).contains("DnsMailSender");
        assertThat(parameter(template, "practice_return_email_path")).contains("DnsMailReturnAddress");
        assertThat(template.properties("AWS::ECS::TaskDefinition"))
                .filteredOn(task -> task.toString().contains("OPENEMR_SETTING_SMTP_PASS"))
                .singleElement()
                .satisfies(task -> assertThat(task.path("Family").asText()).isEqualTo("openemr-set-up"));
    }

    private static String certificates(SynthesisedTemplate template) {
        return template.properties("AWS::ElasticLoadBalancingV2::Listener").stream()
                .map(listener -> listener.path("Certificates").toString())
                .collect(Collectors.joining());
    }

    @Test
    void recordsSessionsWithAKeyOfTheirOwnWhenExecIsOn() {
        assertThat(TEMPLATE.onlyProperties("AWS::ECS::Service")
                        .path("EnableExecuteCommand")
                        .asBoolean())
                .isFalse();

        var template = template(Map.of("enable_ecs_exec", true), HTTPS);

        assertThat(template.onlyProperties("AWS::ECS::Service")
                        .path("EnableExecuteCommand")
                        .asBoolean())
                .isTrue();
        assertThat(template.onlyProperties("AWS::ECS::Cluster")
                        .path("Configuration")
                        .toString())
                .contains(
                        "\"Logging\":\"OVERRIDE\"",
                        "\"CloudWatchEncryptionEnabled\":true",
                        "\"S3EncryptionEnabled\":true")
                .contains("\"S3KeyPrefix\":\"exec-command-output\"");
        assertThat(template.roleStatements().toString())
                .contains("\"kms:Decrypt\",\"kms:GenerateDataKey\"", "ssmmessages:OpenDataChannel");
        assertThat(template.properties("AWS::Logs::LogGroup"))
                .anyMatch(group -> group.path("RetentionInDays").asInt() == 731);
    }

    @Test
    void namesNoWildcardActionAndPassesRolesToOneService() {
        var template = template(Map.of("enable_ecs_exec", true), HTTPS);

        assertThat(template.roleStatements()).allSatisfy(statement -> {
            assertThat(statement.path("Action").toString()).doesNotContain("*");
            if (statement.path("Action").toString().contains("iam:PassRole")) {
                assertThat(statement.path("Resource").toString()).doesNotContain("\"*\"");
            }
        });
        assertThat(template.properties("AWS::IAM::Role")).noneMatch(role -> role.has("ManagedPolicyArns"));
    }

    @Test
    void watchesMetricsThatExist() {
        var alarms = TEMPLATE.properties("AWS::CloudWatch::Alarm");

        assertThat(alarms).hasSize(14).allMatch(alarm -> alarm.has("AlarmActions") && alarm.has("OKActions"));
        assertThat(alarms.stream()
                        .filter(alarm -> alarm.path("MetricName").asText().equals("RunningTaskCount"))
                        .map(alarm -> alarm.path("Namespace").asText()))
                .containsOnly("ECS/ContainerInsights");
    }

    @Test
    void tellsOfFailedRolloutsAndTasks() {
        assertThat(TEMPLATE.properties("AWS::Events::Rule").toString())
                .contains("SERVICE_DEPLOYMENT_FAILED", "family:openemr-set-up", "family:openemr-tls-material")
                .contains("\"ScheduleExpression\":\"rate(2 days)\"");
    }

    @Test
    void runsFunctionsOnJavaAndArmWithEncryptedLogs() {
        assertThat(TEMPLATE.properties("AWS::Lambda::Function").stream()
                        .filter(function -> function.path("Runtime").asText().startsWith("java")))
                .hasSize(2)
                .allSatisfy(function -> {
                    assertThat(function.path("Runtime").asText()).isEqualTo("java25");
                    assertThat(function.path("Architectures").toString()).contains("arm64");
                });
        assertThat(TEMPLATE.properties("AWS::Logs::LogGroup"))
                .allMatch(group -> group.has("KmsKeyId") && group.has("RetentionInDays"));
    }

    @Test
    void pullsFromAPrivateRegistryWhenTheImageIsThere() {
        var template =
                template(Map.of("openemr_image", "444455556666.dkr.ecr.us-west-2.amazonaws.com/mirror/openemr"), HTTPS);

        assertThat(template.roleStatements().toString())
                .contains(":ecr:us-west-2:444455556666:repository/mirror/openemr", "ecr:GetAuthorizationToken");
        assertThat(TEMPLATE.roleStatements().toString()).doesNotContain("ecr:");
    }

    private static JsonNode task(String family) {
        return TEMPLATE.properties("AWS::ECS::TaskDefinition").stream()
                .filter(task -> task.path("Family").asText().equals(family))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode container(JsonNode task) {
        return task.path("ContainerDefinitions").get(0);
    }

    private static Stream<String> secrets(String family) {
        return SynthesisedTemplate.elements(container(task(family)).path("Secrets"))
                .map(secret -> secret.path("Name").asText());
    }

    private static String parameter(SynthesisedTemplate template, String setting) {
        return template.properties("AWS::SSM::Parameter").stream()
                .filter(parameter -> parameter.path("Name").asText().endsWith("/" + setting))
                .findFirst()
                .orElseThrow()
                .path("Value")
                .toString();
    }

    @SafeVarargs
    private static SynthesisedTemplate template(Map<String, ?>... changes) {
        var all = new HashMap<String, Object>();
        for (var change : changes) {
            all.putAll(change);
        }
        var settings = TestApp.settings(all);
        return SynthesisedTemplate.of(new ComputeStack(
                TestApp.create(), TestApp.DEPLOYMENT, TestApp.ENVIRONMENT, settings.compute(), settings.features()));
    }
}
