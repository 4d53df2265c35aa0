package org.openemr.aws.data;

import java.util.List;
import org.openemr.aws.constructs.compliance.Accepted;
import org.openemr.aws.constructs.contract.Publication;
import org.openemr.aws.constructs.stack.NameOfThisStack;
import org.openemr.aws.constructs.stack.RemovalPolicies;
import org.openemr.aws.contracts.DataContract;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.backup.BackupPlan;
import software.amazon.awscdk.services.backup.BackupResource;
import software.amazon.awscdk.services.backup.BackupSelectionOptions;
import software.amazon.awscdk.services.backup.BackupVault;
import software.amazon.awscdk.services.backup.CfnBackupPlan;
import software.amazon.awscdk.services.efs.IFileSystem;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/**
 * AWS Backup of the database and both file systems: daily for 35 days, weekly for 90 days, monthly for 7 years. As long
 * as data is retained, nobody deletes a recovery point by hand.
 */
final class Backups extends Construct {

    private final BackupVault vault;
    private final Role role;

    Backups(
            Construct scope,
            Deployment deployment,
            StoreKeys keys,
            String clusterIdentifier,
            IFileSystem sites,
            IFileSystem ssl) {
        super(scope, "Backups");
        vault = BackupVault.Builder.create(this, "Vault")
                .backupVaultName(NameOfThisStack.of(deployment, "vault"))
                .encryptionKey(keys.data())
                .blockRecoveryPointDeletion(deployment.dataOnDestroy().protectsFromDeletion())
                .removalPolicy(RemovalPolicies.ofStores(deployment))
                .build();
        role = Role.Builder.create(this, "Role")
                .description("Backs up and restores the stores of " + deployment.name())
                .assumedBy(new ServicePrincipal("backup.amazonaws.com"))
                .build();
        acceptManagedPolicies();
        var plan = BackupPlan.dailyWeeklyMonthly7YearRetention(this, "Plan", vault);
        ((CfnBackupPlan) plan.getNode().getDefaultChild())
                .addPropertyOverride("BackupPlan.BackupPlanName", deployment.physicalName("plan"));
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

    String vaultName() {
        return vault.getBackupVaultName();
    }

    void publish(Publication publication) {
        publication
                .add(DataContract.BACKUP_VAULT_NAME, vaultName())
                .add(DataContract.BACKUP_ROLE_ARN, role.getRoleArn());
    }

    /** The ARN by name, so that the plan exists before the protected cluster, which is created last. */
    private static String clusterArn(String clusterIdentifier) {
        return "arn:%s:rds:%s:%s:cluster:%s".formatted(Aws.PARTITION, Aws.REGION, Aws.ACCOUNT_ID, clusterIdentifier);
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
