package org.openemr.aws.data;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openemr.aws.constructs.compliance.Accepted;
import org.openemr.aws.constructs.contract.Publication;
import org.openemr.aws.constructs.permission.ResourceArn;
import org.openemr.aws.constructs.stack.NameOfThisStack;
import org.openemr.aws.constructs.stack.RemovalPolicies;
import org.openemr.aws.contracts.DataContract;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.settings.installation.BackupCopySettings;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.backup.BackupPlan;
import software.amazon.awscdk.services.backup.BackupResource;
import software.amazon.awscdk.services.backup.BackupSelectionOptions;
import software.amazon.awscdk.services.backup.BackupVault;
import software.amazon.awscdk.services.backup.CfnBackupPlan;
import software.amazon.awscdk.services.efs.IFileSystem;
import software.amazon.awscdk.services.iam.AccountPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/**
 * AWS Backup of the database and both file systems: daily for 35 days, weekly for 90 days, monthly for 7 years. As long
 * as data is retained, nobody deletes a recovery point by hand.
 */
final class Backups extends Construct {

    /** Of the daily, the weekly and the monthly rule. */
    private static final List<Integer> RETENTION_DAYS = List.of(35, 90, 7 * 365);

    private final BackupVault vault;
    private final Role role;
    private final List<String> copyVaults;

    Backups(
            Construct scope,
            Deployment deployment,
            StoreKeys keys,
            String clusterIdentifier,
            IFileSystem sites,
            IFileSystem ssl,
            BackupCopySettings copies) {
        super(scope, "Backups");
        vault = BackupVault.Builder.create(this, "Vault")
                .backupVaultName(NameOfThisStack.of(deployment, "vault"))
                .encryptionKey(keys.data())
                .blockRecoveryPointDeletion(deployment.dataOnDestroy().protectsFromDeletion())
                .removalPolicy(RemovalPolicies.ofStores(deployment))
                .build();
        copies.account().ifPresent(this::admitCopiesBack);
        copyVaults = vaultsOf(copies);
        role = Role.Builder.create(this, "Role")
                .description("Backs up and restores the stores of " + deployment.name())
                .assumedBy(new ServicePrincipal("backup.amazonaws.com"))
                .build();
        acceptManagedPolicies();
        var plan = BackupPlan.dailyWeeklyMonthly7YearRetention(this, "Plan", vault);
        var resource = (CfnBackupPlan) plan.getNode().getDefaultChild();
        resource.addPropertyOverride("BackupPlan.BackupPlanName", deployment.physicalName("plan"));
        copy(resource);
        plan.addSelection(
                "Resources",
                BackupSelectionOptions.builder()
                        .role(role)
                        .allowRestores(true)
                        .resources(List.of(
                                BackupResource.fromArn(clusterArn(clusterIdentifier)),
                                BackupResource.fromEfsFileSystem(sites),
                                BackupResource.fromEfsFileSystem(ssl)))
                        .build());
    }

    private static List<String> vaultsOf(BackupCopySettings copies) {
        return Stream.concat(
                        copies.region().map(there -> vaultArn(there, Aws.ACCOUNT_ID, copies.vaultName())).stream(),
                        copies.account().map(there -> vaultArn(Aws.REGION, there, copies.vaultName())).stream())
                .toList();
    }

    /**
     * Copies are kept as long as what they are copies of, and stay warm: what is in cold storage <a
     * href="https://docs.aws.amazon.com/aws-backup/latest/devguide/recov-point-create-a-copy.html">cannot be copied</a> back.
     */
    private void copy(CfnBackupPlan plan) {
        if (copyVaults.isEmpty()) {
            return;
        }
        IntStream.range(0, RETENTION_DAYS.size())
                .forEach(rule -> plan.addPropertyOverride(
                        "BackupPlan.BackupPlanRule.%d.CopyActions".formatted(rule),
                        copyVaults.stream()
                                // In one order: that of Map.of is another in each process, and so would be the
                                // template.
                                .map(there -> new TreeMap<>(Map.of(
                                        "DestinationBackupVaultArn",
                                        there,
                                        "Lifecycle",
                                        Map.of("DeleteAfterDays", RETENTION_DAYS.get(rule)))))
                                .toList()));
    }

    /** A copy that is needed comes back by the other account's own copy job. */
    private void admitCopiesBack(String account) {
        vault.addToAccessPolicy(PolicyStatement.Builder.create()
                .sid("CopiesFromAnotherAccount")
                .principals(List.of(new AccountPrincipal(account)))
                .actions(List.of("backup:CopyIntoBackupVault"))
                .resources(List.of("*"))
                .build());
    }

    private static String vaultArn(String region, String account, String name) {
        return "arn:%s:backup:%s:%s:backup-vault:%s".formatted(Aws.PARTITION, region, account, name);
    }

    String vaultArn() {
        return vault.getBackupVaultArn();
    }

    String vaultName() {
        return vault.getBackupVaultName();
    }

    void publish(Publication publication) {
        publication
                .add(DataContract.BACKUP_VAULT_NAME, vaultName())
                .add(DataContract.BACKUP_ROLE_ARN, role.getRoleArn());
        if (!copyVaults.isEmpty()) {
            publication.add(DataContract.BACKUP_COPY_VAULT_ARNS, String.join(",", copyVaults));
        }
    }

    /** The ARN by name, so that the plan exists before the protected cluster, which is created last. */
    private static String clusterArn(String clusterIdentifier) {
        return ResourceArn.of("rds", "cluster:" + clusterIdentifier);
    }

    private void acceptManagedPolicies() {
        for (var operation : List.of("Backup", "Restores")) {
            Accepted.finding(
                    role,
                    "AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/"
                            + "AWSBackupServiceRolePolicyFor" + operation + "]",
                    "AWS Backup needs the permissions of each service it copies from, and AWS keeps this policy in step;"
                            + " only the backup service can assume the role.");
        }
    }
}
