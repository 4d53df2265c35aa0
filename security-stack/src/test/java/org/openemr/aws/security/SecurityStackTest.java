package org.openemr.aws.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.constructs.fixtures.TestApp;
import org.openemr.aws.settings.installation.DataOnDestroy;

class SecurityStackTest {

    private static final SynthesisedTemplate TEMPLATE = template(DataOnDestroy.RETAIN, Map.of());

    @Test
    void rotatesEveryKeyAndKeepsIt() {
        assertThat(TEMPLATE.resources("AWS::KMS::Key").values()).hasSize(4).allSatisfy(key -> {
            assertThat(key.path("Properties").path("EnableKeyRotation").asBoolean())
                    .isTrue();
            assertThat(key.path("DeletionPolicy").asText()).isEqualTo("RetainExceptOnCreate");
        });
    }

    @Test
    void letsServicesUseAKeyForThisAccountOnly() {
        var statements = TEMPLATE.properties("AWS::KMS::Key").stream()
                .flatMap(key ->
                        SynthesisedTemplate.elements(key.path("KeyPolicy").path("Statement")))
                .filter(statement -> statement.path("Principal").has("Service"))
                .toList();

        assertThat(statements)
                .isNotEmpty()
                .allSatisfy(statement -> assertThat(statement.path("Condition").toString())
                        .containsAnyOf("aws:SourceAccount", "kms:EncryptionContext", "aws:SourceArn"));
    }

    @Test
    void keepsTheTrailForSevenYearsInS3AndNineInCloudWatchLogs() {
        var bucket = TEMPLATE.properties("AWS::S3::Bucket").stream()
                .filter(properties -> properties.toString().contains("GLACIER"))
                .findFirst()
                .orElseThrow();
        var rule = bucket.path("LifecycleConfiguration").path("Rules").toString();
        assertThat(rule).contains("\"TransitionInDays\":90", "\"ExpirationInDays\":2555");
        var trail = TEMPLATE.onlyProperties("AWS::CloudTrail::Trail");
        assertThat(trail.path("CloudWatchLogsLogGroupArn").isMissingNode()).isFalse();
        assertThat(trail.path("EnableLogFileValidation").asBoolean()).isTrue();
        assertThat(trail.path("IsMultiRegionTrail").asBoolean()).isTrue();
        assertThat(trail.has("KMSKeyId")).isTrue();
        assertThat(TEMPLATE.properties("AWS::Logs::LogGroup"))
                .anyMatch(group -> group.path("RetentionInDays").asInt() == 3288);
    }

    @Test
    void countsLargeBodiesInsteadOfBlockingUploads() {
        var rules = TEMPLATE.onlyProperties("AWS::WAFv2::WebACL").path("Rules");

        assertThat(rules.toString())
                .contains("{\"ActionToUse\":{\"Count\":{}},\"Name\":\"SizeRestrictions_BODY\"}")
                .contains("AWSManagedRulesSQLiRuleSet", "AWSManagedRulesKnownBadInputsRuleSet");
        assertThat(SynthesisedTemplate.elements(rules)
                        .map(rule -> rule.path("Priority").asInt()))
                .doesNotHaveDuplicates();
    }

    @Test
    void logsRequestsWithoutSecretsInThem() {
        assertThat(TEMPLATE.onlyProperties("AWS::WAFv2::LoggingConfiguration")
                        .path("RedactedFields")
                        .toString())
                .containsIgnoringCase("authorization")
                .containsIgnoringCase("cookie")
                .contains("QueryString");
    }

    @Test
    void letsAlarmsPublishAndNobodyWithoutTls() {
        var policies = TEMPLATE.properties("AWS::SNS::TopicPolicy").toString();

        assertThat(policies).contains("cloudwatch.amazonaws.com", "aws:SourceAccount", "aws:SecureTransport");
        assertThat(TEMPLATE.properties("AWS::SNS::Topic")).hasSize(2).allMatch(topic -> topic.has("KmsMasterKeyId"));
    }

    @Test
    void subscribesNobodyWithoutAnAddress() {
        assertThat(TEMPLATE.resources("AWS::SNS::Subscription")).isEmpty();
        assertThat(template(DataOnDestroy.RETAIN, Map.of("monitoring_email", "a@example.org"))
                        .properties("AWS::SNS::Subscription"))
                .hasSize(2)
                .allMatch(subscription -> subscription.path("Endpoint").asText().equals("a@example.org"));
    }

    @Test
    void generatesAPasswordThatTheInstallerCanTake() {
        var generated =
                TEMPLATE.properties("AWS::SecretsManager::Secret").get(0).path("GenerateSecretString");

        assertThat(generated.path("ExcludeCharacters").asText())
                .contains("\"", "'", "\\", "$", "&", ";", "|", "*", "=");
        assertThat(generated.path("PasswordLength").asInt()).isGreaterThanOrEqualTo(16);
    }

    @Test
    void leavesTheTrailOutWhenItIsNotWanted() {
        var template = template(DataOnDestroy.RETAIN, Map.of("enable_long_term_cloudtrail_monitoring", false));

        assertThat(template.resources("AWS::CloudTrail::Trail")).isEmpty();
        assertThat(template.resources("AWS::S3::Bucket")).containsOnlyKeys("AccessLogsBucketCD784A59");
    }

    /** Changing one of these loses the trail, or the key that makes stored data readable, in every installation. */
    @Test
    void keepsTheNamesOfResourcesThatHoldData() {
        assertThat(List.of("AWS::KMS::Key", "AWS::S3::Bucket", "AWS::CloudTrail::Trail", "AWS::SecretsManager::Secret"))
                .flatMap(type -> TEMPLATE.resources(type).keySet())
                .containsExactlyInAnyOrder(
                        "AdministratorF23F67B6",
                        "AuditTrail49D399D8",
                        "AccessLogsBucketCD784A59",
                        "AuditTrailBucketA91FD435",
                        "AuditTrailKeyA4D56A7A",
                        "KeysAlerts289342A3",
                        "KeysDataA2F7C5E6",
                        "KeysLog6E3B5E4F");
    }

    @Test
    void keepsNothingInAThrowAwayEnvironment() {
        var template = template(DataOnDestroy.DELETE, Map.of());

        assertThat(List.of("AWS::KMS::Key", "AWS::S3::Bucket", "AWS::SecretsManager::Secret"))
                .flatMap(type -> template.resources(type).values())
                .allSatisfy(resource ->
                        assertThat(resource.path("DeletionPolicy").asText()).isEqualTo("Delete"));
    }

    private static SynthesisedTemplate template(DataOnDestroy dataOnDestroy, Map<String, ?> changes) {
        var settings = TestApp.settings(changes).security();
        return SynthesisedTemplate.of(new SecurityStack(
                TestApp.create(), TestApp.deployment("openemr", dataOnDestroy), TestApp.ENVIRONMENT, settings));
    }
}
