package org.openemr.aws.operator.backup;

import java.util.Optional;
import java.util.UUID;
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
        return of(point, target, UUID.randomUUID().toString());
    }

    /**
     * A plan whose result is found again.
     *
     * @param unique tells what will be made from others of that name, see {@link RestorePlan#token}
     */
    public RestorePlan of(RecoveryPoint point, String target, String unique) {
        var known = backups.metadata(point);
        return point.store().kind() == Store.Kind.AURORA
                ? RestorePlan.of(point, known, target, unique, "DBSubnetGroupName", subnetGroup())
                : RestorePlan.of(point, known, target, unique, "KmsKeyId", key(point.store()));
    }

    /**
     * The key of the deployment's file system, while there is one: EFS would take its own, and a copy from another region may tell of the key
     * that was used there.
     */
    private Optional<String> key(Store store) {
        try {
            return aws
                    .client(EfsClient.builder())
                    .describeFileSystems(describe -> describe.fileSystemId(Store.fileSystemId(store.arn())))
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
