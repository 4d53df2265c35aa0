package org.openemr.aws.compute;

import java.util.List;
import org.openemr.aws.constructs.contract.DataOutputs;
import org.openemr.aws.constructs.permission.ResourceArn;
import software.amazon.awscdk.services.efs.IFileSystem;

/**
 * Where recovery points go before the image of an installed system changes, and of what.
 *
 * @param vaultName the vault
 * @param roleArn the role that AWS Backup assumes
 * @param resourceArns the database and the file system of documents
 */
record BackupBeforeUpgrade(String vaultName, String roleArn, List<String> resourceArns) {

    static BackupBeforeUpgrade of(DataOutputs data, IFileSystem sites) {
        return new BackupBeforeUpgrade(
                data.backupVaultName(), data.backupRoleArn(), List.of(data.databaseArn(), sites.getFileSystemArn()));
    }

    String vaultArn() {
        return ResourceArn.of("backup", "backup-vault:" + vaultName);
    }
}
