package org.openemr.aws.operator.backup;

import java.time.Instant;
import java.util.Optional;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.trial.Scratch;
import org.openemr.aws.trial.ScratchName;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterSnapshot;
import software.amazon.awssdk.services.rds.model.DbClusterAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.DbClusterSnapshotAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbClusterSnapshotNotFoundException;
import software.amazon.awssdk.services.rds.model.InvalidDbClusterSnapshotStateException;
import software.amazon.awssdk.services.rds.model.Tag;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/**
 * A snapshot of the database as it was at a time, from <a
 * href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-pitr.html">Aurora's own backups</a>: a cluster of that time is
 * made, and a snapshot of it, which a stack can make its database from. What was begun before is found by its name.
 */
public final class PointInTime {

    private final RdsClient rds;
    private final String source;
    private final String name;
    private final Instant time;

    /**
     * A snapshot.
     *
     * @param source the cluster that goes back
     * @param name what cluster and snapshot are called
     */
    public PointInTime(Aws aws, String source, String name, Instant time) {
        this.rds = aws.client(RdsClient.builder());
        this.source = source;
        this.name = name;
        this.time = time;
    }

    /** Whether Aurora can go back to the time, which it can not to that of a few minutes ago. */
    public boolean isPossible() {
        return cluster(source)
                .filter(cluster -> cluster.earliestRestorableTime() != null && cluster.latestRestorableTime() != null)
                .filter(cluster -> !time.isBefore(cluster.earliestRestorableTime())
                        && !time.isAfter(cluster.latestRestorableTime()))
                .isPresent();
    }

    /**
     * Takes the next step.
     *
     * @return what it is at, {@link Scratch#READY} when the snapshot is there
     */
    public String advance() {
        var snapshot = snapshot();
        if (snapshot.isPresent()) {
            var status = snapshot.get().status();
            require(!"failed".equals(status), "snapshot", status);
            return "available".equals(status) ? Scratch.READY : "snapshot " + status;
        }
        var cluster = cluster(name);
        if (cluster.isEmpty()) {
            restore(cluster(source)
                    .orElseThrow(() -> Failure.notFound(
                            "The cluster %s is gone: openemr restore --abandon, then another with --recovery-point. Its retained automated backups are in RDS."
                                    .formatted(source))));
            return "cluster is made";
        }
        var status = cluster.get().status();
        require(!status.contains("failed") && !status.contains("inaccessible"), "cluster", status);
        if (!"available".equals(status)) {
            return "cluster " + status;
        }
        takeSnapshot();
        return "snapshot is taken";
    }

    private void restore(DBCluster original) {
        try {
            rds.restoreDBClusterToPointInTime(restore -> restore.dbClusterIdentifier(name)
                    .sourceDBClusterIdentifier(source)
                    .restoreToTime(time)
                    .dbSubnetGroupName(original.dbSubnetGroup())
                    .vpcSecurityGroupIds(original.vpcSecurityGroups().stream()
                            .map(VpcSecurityGroupMembership::vpcSecurityGroupId)
                            .toList())
                    .deletionProtection(false)
                    .tags(tag()));
        } catch (DbClusterAlreadyExistsException e) {
            // It is there, and RDS did not name it a moment ago.
        }
    }

    private void takeSnapshot() {
        try {
            rds.createDBClusterSnapshot(create -> create.dbClusterIdentifier(name)
                    .dbClusterSnapshotIdentifier(name)
                    .tags(tag()));
        } catch (DbClusterSnapshotAlreadyExistsException e) {
            // It is there, and RDS did not name it a moment ago.
        }
    }

    /**
     * Takes the next step of taking the snapshot away, which nothing was made from yet.
     *
     * @return what it is at, {@link Scratch#GONE} at the end
     */
    public String deleteSnapshot() {
        try {
            rds.deleteDBClusterSnapshot(delete -> delete.dbClusterSnapshotIdentifier(name));
            return Scratch.GONE;
        } catch (DbClusterSnapshotNotFoundException e) {
            return Scratch.GONE;
        } catch (InvalidDbClusterSnapshotStateException e) {
            return "snapshot is not complete yet";
        }
    }

    private Tag tag() {
        return Tag.builder().key(ScratchName.TAG).value(name).build();
    }

    private Optional<DBCluster> cluster(String identifier) {
        try {
            return rds.describeDBClusters(describe -> describe.dbClusterIdentifier(identifier)).dbClusters().stream()
                    .findFirst();
        } catch (DbClusterNotFoundException e) {
            return Optional.empty();
        }
    }

    private Optional<DBClusterSnapshot> snapshot() {
        try {
            return rds
                    .describeDBClusterSnapshots(describe -> describe.dbClusterSnapshotIdentifier(name))
                    .dbClusterSnapshots()
                    .stream()
                    .findFirst();
        } catch (DbClusterSnapshotNotFoundException e) {
            return Optional.empty();
        }
    }

    private static void require(boolean condition, String what, String status) {
        if (!condition) {
            throw Failure.failed("The %s of that time is %s.".formatted(what, status));
        }
    }
}
