package org.openemr.aws.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.security.SecurityTemplates.TEMPLATE;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;

class KeysTest {

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
                .filter(statement -> !statement.path("Sid").asText().equals("EventsToTopicsAndQueue"))
                .toList();

        assertThat(statements)
                .isNotEmpty()
                .allSatisfy(statement -> assertThat(statement.path("Condition").toString())
                        .containsAnyOf("aws:SourceAccount", "kms:EncryptionContext", "aws:SourceArn"));
    }

    /** EventBridge sends no source to KMS; with a condition nothing reached the dead-letter queue. */
    @Test
    void letsEventBridgeUseTheAlertKeyWithoutACondition() {
        var statements = TEMPLATE.properties("AWS::KMS::Key").stream()
                .flatMap(key ->
                        SynthesisedTemplate.elements(key.path("KeyPolicy").path("Statement")))
                .filter(statement -> statement.path("Principal").toString().contains("events.amazonaws.com"))
                .toList();

        assertThat(statements).singleElement().satisfies(statement -> {
            assertThat(statement.has("Condition")).isFalse();
            assertThat(statement.path("Principal").path("Service").asText()).isEqualTo("events.amazonaws.com");
            assertThat(statement.path("Action").toString()).isEqualTo("[\"kms:Decrypt\",\"kms:GenerateDataKey*\"]");
        });
    }

    @Test
    void letsRulesOfThisDeploymentIntoTheDeadLetterQueueOnly() {
        var policy = TEMPLATE.onlyProperties("AWS::SQS::QueuePolicy").toString();

        assertThat(policy).contains("ArnLike", ":rule/openemr-*");
    }

    /** AWS Backup there reads what it copies; it can neither manage the key nor hand it to anybody but services of AWS. */
    @Test
    void admitsTheAccountThatKeepsCopies() {
        var template = SecurityTemplates.template(
                Map.of("backup_copy_account", "444455556666", "expected_account", "111122223333"));
        var admitted = template.properties("AWS::KMS::Key").stream()
                .flatMap(key ->
                        SynthesisedTemplate.elements(key.path("KeyPolicy").path("Statement")))
                .filter(statement -> statement.path("Principal").toString().contains("444455556666"))
                .toList();

        assertThat(admitted).hasSize(2);
        assertThat(admitted.get(0).path("Action").toString())
                .contains("kms:Decrypt")
                .doesNotContain("kms:*", "CreateGrant");
        assertThat(admitted.get(1).path("Condition").toString()).contains("kms:GrantIsForAWSResource");
    }
}
