package org.openemr.aws.operator.backup;

import java.util.Optional;
import org.openemr.aws.contracts.DataContract;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.operator.aws.DeployedValues;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.efs.model.FileSystemDescription;
import software.amazon.awssdk.services.efs.model.FileSystemNotFoundException;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;

/**
 * Makes plans of restores into the deployment's own network.
 *
 * @param backups knows the recovery points
 */
public record RestorePlans(Aws aws, DeployedValues values, Backups backups) {

    /** A plan for a recovery point. */
    public RestorePlan of(RecoveryPoint point, String target) {
        return point.store().kind() == Store.Kind.AURORA
                ? RestorePlan.of(point, backups.metadata(point), target, "DBSubnetGroupName", subnetGroup())
                : RestorePlan.of(point, backups.metadata(point), target, "KmsKeyId", key(point.store()));
    }

    /** The key of the file system that was backed up, while there is one: EFS would take its own. */
    private Optional<String> key(Store store) {
        try {
            return aws
                    .client(EfsClient.builder())
                    .describeFileSystems(describe -> describe.fileSystemId(
                            store.arn().substring(store.arn().lastIndexOf('/') + 1)))
                    .fileSystems()
                    .stream()
                    .findFirst()
                    .map(FileSystemDescription::kmsKeyId);
        } catch (FileSystemNotFoundException e) {
            return Optional.empty();
        }
    }

    /** Where the deployment's cluster is, while there is one. */
    private Optional<String> subnetGroup() {
        try {
            return aws
                    .client(RdsClient.builder())
                    .describeDBClusters(
                            describe -> describe.dbClusterIdentifier(values.get(DataContract.DATABASE_IDENTIFIER)))
                    .dbClusters()
                    .stream()
                    .findFirst()
                    .map(cluster -> cluster.dbSubnetGroup());
        } catch (DbClusterNotFoundException e) {
            return Optional.empty();
        }
    }
}
