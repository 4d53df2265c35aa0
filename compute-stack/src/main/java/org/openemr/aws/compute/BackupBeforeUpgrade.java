package org.openemr.aws.compute;

import java.util.List;
import org.openemr.aws.contracts.outputs.DataOutputs;
import software.amazon.awscdk.Aws;

/**
 * Where recovery points go before the image of an installed system changes, and of what.
 *
 * @param vaultName the vault
 * @param roleArn the role that AWS Backup assumes
 * @param resourceArns the database and the file system of documents
 */
record BackupBeforeUpgrade(String vaultName, String roleArn, List<String> resourceArns) {

    static BackupBeforeUpgrade of(DataOutputs.Backup backup, String databaseArn, String sitesArn) {
        return new BackupBeforeUpgrade(backup.vaultName(), backup.roleArn(), List.of(databaseArn, sitesArn));
    }

    String vaultArn() {
        return "arn:%s:backup:%s:%s:backup-vault:%s".formatted(Aws.PARTITION, Aws.REGION, Aws.ACCOUNT_ID, vaultName);
    }
}
