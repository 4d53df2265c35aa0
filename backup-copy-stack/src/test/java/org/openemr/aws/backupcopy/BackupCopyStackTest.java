package org.openemr.aws.backupcopy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.constructs.fixtures.TestApp;
import software.amazon.awscdk.Environment;

class BackupCopyStackTest {

    private static final String VAULT = "AWS::Backup::BackupVault";
    private static final String AIR_GAPPED = "AWS::Backup::LogicallyAirGappedBackupVault";
    private static final String OURS = "111122223333";

    private static SynthesisedTemplate inRegion(Map<String, Object> more) {
        return template(more, BackupCopyStack.IN_REGION, Optional.empty());
    }

    private static SynthesisedTemplate inAccount(Map<String, Object> more) {
        return template(more, BackupCopyStack.IN_ACCOUNT, Optional.of(OURS));
    }

    private static SynthesisedTemplate template(Map<String, Object> more, String id, Optional<String> source) {
        var context = new HashMap<>(more);
        context.put("backup_copy_region", "us-west-2");
        return SynthesisedTemplate.of(new BackupCopyStack(
                TestApp.create(),
                id,
                TestApp.DEPLOYMENT,
                Environment.builder()
                        .account("444455556666")
                        .region("us-west-2")
                        .build(),
                TestApp.settings(context, TestApp.ENVIRONMENT).backupCopies(),
                source));
    }

    @Test
    void isUnderAKeyOfItsOwnAndOutlivesItsStack() {
        var template = inRegion(Map.of());
        var vault = template.resources(VAULT).values().iterator().next();

        assertThat(vault.path("Properties").path("BackupVaultName").asText()).isEqualTo("openemr-copies");
        assertThat(vault.path("Properties").path("EncryptionKeyArn").toString()).contains("Key");
        assertThat(vault.path("DeletionPolicy").asText()).startsWith("Retain");
        assertThat(template.onlyProperties("AWS::KMS::Key")
                        .path("EnableKeyRotation")
                        .asBoolean())
                .isTrue();
        assertThat(template.resources("AWS::KMS::Key")
                        .values()
                        .iterator()
                        .next()
                        .path("DeletionPolicy")
                        .asText())
                .startsWith("Retain");
    }

    /** A lock in governance mode has no day on which it can no longer be changed. */
    @Test
    void isLocked() {
        assertThat(lock(inRegion(Map.of())).has("ChangeableForDays")).isFalse();
        assertThat(lock(inRegion(Map.of("backup_copy_lock", "compliance", "backup_copy_cooling_off_days", 7)))
                        .path("ChangeableForDays")
                        .asInt())
                .isEqualTo(7);
    }

    private static JsonNode lock(SynthesisedTemplate template) {
        return template.onlyProperties(VAULT).path("LockConfiguration");
    }

    @Test
    void canBeAirGapped() {
        var template = inAccount(Map.of("backup_copy_lock", "air-gapped"));
        var vault = template.onlyProperties(AIR_GAPPED);

        assertThat(template.resources(VAULT)).isEmpty();
        // A key that somebody here can delete would be a way to delete every copy.
        assertThat(template.resources("AWS::KMS::Key")).isEmpty();
        assertThat(vault.has("EncryptionKeyArn")).isFalse();
        assertThat(vault.path("MinRetentionDays").asInt()).isEqualTo(CopyVault.LEAST_DAYS);
        assertThat(vault.path("MaxRetentionDays").asInt()).isEqualTo(CopyVault.MOST_DAYS);
        assertThat(vault.path("AccessPolicy").toString()).contains("backup:CopyIntoBackupVault", OURS);
    }

    /** The other account may bring copies, and nothing else: neither look at them nor take them away. */
    @Test
    void admitsCopiesOfTheOneAccount() {
        var policy =
                inAccount(Map.of()).onlyProperties(VAULT).path("AccessPolicy").path("Statement");

        assertThat(policy).singleElement().satisfies(statement -> {
            assertThat(statement.path("Action").asText()).isEqualTo("backup:CopyIntoBackupVault");
            assertThat(statement.path("Principal").toString()).contains(OURS);
        });
        assertThat(inRegion(Map.of()).onlyProperties(VAULT).has("AccessPolicy")).isFalse();
    }

    @Test
    void theKeyAdmitsTheOneAccountWithoutItsManagement() {
        var statements = inAccount(Map.of())
                .onlyProperties("AWS::KMS::Key")
                .path("KeyPolicy")
                .path("Statement");

        assertThat(statements)
                .filteredOn(statement -> statement.path("Principal").toString().contains(OURS))
                .isNotEmpty()
                .allMatch(statement ->
                        !statement.path("Action").toString().matches(".*(kms:\\*|Schedule|Disable|Put).*"));
    }
}
