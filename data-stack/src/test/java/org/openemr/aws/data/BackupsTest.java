package org.openemr.aws.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.data.DataTemplates.TEMPLATE;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.settings.installation.DataOnDestroy;

class BackupsTest {

    @Test
    void backsUpTheClusterAndBothFileSystemsForSevenYears() {
        var rules = TEMPLATE.onlyProperties("AWS::Backup::BackupPlan").toString();
        assertThat(rules)
                .contains(
                        "\"BackupPlanName\":\"openemr-plan\"",
                        "\"DeleteAfterDays\":35",
                        "\"DeleteAfterDays\":90",
                        "\"DeleteAfterDays\":2555");
        var resources = TEMPLATE.onlyProperties("AWS::Backup::BackupSelection").toString();
        assertThat(resources).contains(":cluster:").doesNotContain(":db:");
        assertThat(SynthesisedTemplate.elements(TEMPLATE.onlyProperties("AWS::Backup::BackupSelection")
                        .path("BackupSelection")
                        .path("Resources")))
                .hasSize(3);
        assertThat(TEMPLATE.onlyProperties("AWS::Backup::BackupVault").has("EncryptionKeyArn"))
                .isTrue();
    }

    /** Every recovery point is copied, to each vault that is wanted, and kept there as long as here. */
    @Test
    void copiesEveryRecoveryPointToWhereItSurvives() {
        var template = DataTemplates.template(
                DataOnDestroy.RETAIN,
                Map.of(
                        "backup_copy_region", "us-west-2",
                        "backup_copy_account", "444455556666",
                        "expected_account", "111122223333"));
        var rules = template.onlyProperties("AWS::Backup::BackupPlan")
                .path("BackupPlan")
                .path("BackupPlanRule");

        assertThat(rules).hasSize(3).allSatisfy(rule -> {
            assertThat(rule.path("CopyActions")).hasSize(2);
            assertThat(rule.path("CopyActions")
                            .get(0)
                            .path("DestinationBackupVaultArn")
                            .toString())
                    .contains(":backup:us-west-2:", ":backup-vault:openemr-copies");
            assertThat(rule.path("CopyActions")
                            .get(1)
                            .path("DestinationBackupVaultArn")
                            .toString())
                    .contains(":444455556666:backup-vault:openemr-copies");
            assertThat(rule.path("CopyActions")).allSatisfy(copy -> {
                assertThat(copy.path("Lifecycle").path("DeleteAfterDays"))
                        .isEqualTo(rule.path("Lifecycle").path("DeleteAfterDays"));
                assertThat(copy.path("Lifecycle").has("MoveToColdStorageAfterDays"))
                        .isFalse();
            });
        });
    }

    /** {@code openemr status} looks whether copies arrive there. */
    @Test
    void publishesWhereCopiesAre() {
        var template = DataTemplates.template(DataOnDestroy.RETAIN, Map.of("backup_copy_region", "us-west-2"));

        assertThat(published(template))
                .hasSize(1)
                .allSatisfy(value ->
                        assertThat(value.toString()).contains(":backup:us-west-2:", ":backup-vault:openemr-copies"));
        assertThat(published(TEMPLATE)).isEmpty();
    }

    private static List<JsonNode> published(SynthesisedTemplate template) {
        return template.properties("AWS::SSM::Parameter").stream()
                .filter(parameter -> parameter.path("Name").asText().endsWith("/backup-copy-vault-arns"))
                .map(parameter -> parameter.path("Value"))
                .toList();
    }

    /** Without it AWS Backup refuses to bring a copy back; it may bring copies, and do nothing else. */
    @Test
    void copiesMayComeBack() {
        var template = DataTemplates.template(
                DataOnDestroy.RETAIN,
                Map.of("backup_copy_account", "444455556666", "expected_account", "111122223333"));

        assertThat(template.onlyProperties("AWS::Backup::BackupVault")
                        .path("AccessPolicy")
                        .path("Statement"))
                .filteredOn(statement -> statement.path("Effect").asText().equals("Allow"))
                .singleElement()
                .satisfies(statement -> {
                    assertThat(statement.path("Action").asText()).isEqualTo("backup:CopyIntoBackupVault");
                    assertThat(statement.path("Principal").toString()).contains("444455556666");
                });
    }

    @Test
    void tellsOfACopyThatFails() {
        var template = DataTemplates.template(DataOnDestroy.RETAIN, Map.of("backup_copy_region", "us-west-2"));
        var rule = template.onlyProperties("AWS::Events::Rule");

        assertThat(rule.path("EventPattern").toString())
                .contains("Copy Job State Change", "FAILED", "sourceBackupVaultArn");
        assertThat(template.properties("AWS::CloudWatch::Alarm"))
                .filteredOn(alarm -> alarm.path("AlarmName").asText().equals("openemr-backup-copy-failed"))
                .singleElement()
                .satisfies(alarm -> assertThat(
                                alarm.path("Dimensions").get(0).path("Value").asText())
                        .isEqualTo(rule.path("Name").asText()));
        assertThat(TEMPLATE.resources("AWS::Events::Rule")).isEmpty();
    }
}
