package org.openemr.aws.backupcopy;

import java.util.List;
import java.util.Optional;
import org.openemr.aws.constructs.stack.RemovalPolicies;
import org.openemr.aws.constructs.store.KeyForCopies;
import org.openemr.aws.constructs.store.RotatedKey;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.settings.installation.BackupCopySettings;
import org.openemr.aws.settings.installation.CopyLock;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.backup.BackupVault;
import software.amazon.awscdk.services.backup.CfnLogicallyAirGappedBackupVault;
import software.amazon.awscdk.services.backup.LockConfiguration;
import software.amazon.awscdk.services.iam.AccountPrincipal;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;

/** The vault itself. It outlives its stack. */
final class CopyVault {

    /** Daily backups are kept for the shortest time. */
    static final int LEAST_DAYS = 35;

    /** Monthly backups are kept for the longest time, 7 years. */
    static final int MOST_DAYS = 7 * 365;

    private CopyVault() {}

    /**
     * Creates it.
     *
     * @param source the account that copies into it, when it is another one
     * @return its ARN
     */
    static String create(Construct scope, Deployment deployment, BackupCopySettings settings, Optional<String> source) {
        if (settings.lock() == CopyLock.AIR_GAPPED) {
            return airGapped(scope, deployment, settings, source);
        }
        var key = RotatedKey.create(scope, "Key", deployment, "backup-copy", "Copies of recovery points");
        // A copy that comes back is read by the account that it comes to.
        source.ifPresent(account -> KeyForCopies.admit(key, account, "CopiesOfAnotherAccount"));
        return vault(scope, deployment, settings, key, source);
    }

    private static String vault(
            Construct scope, Deployment deployment, BackupCopySettings settings, IKey key, Optional<String> source) {
        var lock = LockConfiguration.builder()
                .minRetention(Duration.days(LEAST_DAYS))
                .maxRetention(Duration.days(MOST_DAYS));
        if (settings.lock() == CopyLock.COMPLIANCE) {
            lock.changeableFor(Duration.days(settings.coolingOffDays()));
        }
        return BackupVault.Builder.create(scope, "Vault")
                .backupVaultName(settings.vaultName())
                .encryptionKey(key)
                .accessPolicy(source.map(CopyVault::policy).orElse(null))
                .lockConfiguration(lock.build())
                .removalPolicy(RemovalPolicies.ofStores(deployment))
                .build()
                .getBackupVaultArn();
    }

    /** Under a key of AWS: whoever could delete a key of the account would delete every copy with it. */
    private static String airGapped(
            Construct scope, Deployment deployment, BackupCopySettings settings, Optional<String> source) {
        var vault = CfnLogicallyAirGappedBackupVault.Builder.create(scope, "AirGappedVault")
                .backupVaultName(settings.vaultName())
                .accessPolicy(source.map(CopyVault::policy).orElse(null))
                .minRetentionDays(LEAST_DAYS)
                .maxRetentionDays(MOST_DAYS)
                .build();
        vault.applyRemovalPolicy(RemovalPolicies.ofStores(deployment));
        return vault.getAttrBackupVaultArn();
    }

    /** What <a href="https://docs.aws.amazon.com/aws-backup/latest/devguide/create-cross-account-backup.html">AWS Backup asks for</a>. */
    private static PolicyDocument policy(String account) {
        return PolicyDocument.Builder.create()
                .statements(List.of(PolicyStatement.Builder.create()
                        .sid("CopiesOfAnotherAccount")
                        .principals(List.of(new AccountPrincipal(account)))
                        .actions(List.of("backup:CopyIntoBackupVault"))
                        .resources(List.of("*"))
                        .build()))
                .build();
    }
}
