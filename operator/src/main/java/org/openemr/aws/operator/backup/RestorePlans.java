package org.openemr.aws.operator.backup;

import java.util.Optional;
import org.openemr.aws.contracts.DataContract;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.operator.aws.DeployedValues;
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
        return RestorePlan.of(
                point,
                backups.metadata(point),
                target,
                point.store().kind() == Store.Kind.AURORA ? subnetGroup() : Optional.empty());
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
