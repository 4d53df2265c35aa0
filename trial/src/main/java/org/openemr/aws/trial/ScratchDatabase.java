package org.openemr.aws.trial;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.DbInstanceAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.InvalidDbClusterStateException;
import software.amazon.awssdk.services.rds.model.InvalidDbInstanceStateException;
import software.amazon.awssdk.services.rds.model.InvalidResourceStateException;
import software.amazon.awssdk.services.rds.model.Tag;
import software.amazon.awssdk.services.rdsdata.RdsDataClient;
import software.amazon.awssdk.services.rdsdata.model.RdsDataException;

/**
 * A cluster that AWS Backup restored, which <a href="https://docs.aws.amazon.com/aws-backup/latest/devguide/restoring-aur.html">makes no
 * instance</a>: one is added, RDS gives the administrator <a
 * href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-secrets-manager.html">a password in a secret that goes with the
 * cluster</a>, and the <a href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_EnableHttpEndpoint.html">Data API</a> is
 * switched on. Nothing in the network has to reach it.
 */
public final class ScratchDatabase implements Scratch {

    private static final String AVAILABLE = "available";
    private static final double LEAST_CAPACITY = 0.5;
    private static final double MOST_CAPACITY = 4;
    private static final String CLASS = "db.serverless";

    private static final int FORBIDDEN = 403;

    private final RdsClient rds;
    private final RdsDataClient data;
    private final String identifier;
    private final String schema;
    private final int mostRefusals;
    private int refusals;

    /**
     * A cluster.
     *
     * @param data waits for answers as long as {@link DataApiRows#LONGEST}
     * @param identifier its name
     * @param schema the schema that OpenEMR uses
     * @param mostRefusals how often its Data API may refuse before that is thrown: it takes some time until it knows cluster and password
     */
    public ScratchDatabase(RdsClient rds, RdsDataClient data, String identifier, String schema, int mostRefusals) {
        this.mostRefusals = mostRefusals;
        this.rds = rds;
        this.data = data;
        this.identifier = identifier;
        this.schema = schema;
    }

    @Override
    public String name() {
        return "cluster " + identifier;
    }

    /** What it runs on. */
    public String engine() {
        var cluster = cluster();
        return cluster.engine() + " " + cluster.engineVersion();
    }

    @Override
    public String prepare() {
        var cluster = cluster();
        require(Boolean.TRUE.equals(cluster.storageEncrypted()), "the restored cluster is not encrypted");
        refuseBroken("cluster", cluster.status());
        if (!AVAILABLE.equals(cluster.status())) {
            return "cluster " + cluster.status();
        }
        try {
            return prepare(cluster);
        } catch (InvalidDbClusterStateException | InvalidResourceStateException e) {
            return "cluster is busy";
        }
    }

    private String prepare(DBCluster cluster) {
        if (cluster.dbClusterMembers().isEmpty()) {
            addInstance(cluster);
            return "instance is added";
        }
        var instance = rds.describeDBInstances(describe -> describe.dbInstanceIdentifier(
                        cluster.dbClusterMembers().get(0).dbInstanceIdentifier()))
                .dbInstances()
                .get(0)
                .dbInstanceStatus();
        refuseBroken("instance", instance);
        if (!AVAILABLE.equals(instance)) {
            return "instance " + instance;
        }
        if (cluster.masterUserSecret() == null) {
            rds.modifyDBCluster(modify -> modify.dbClusterIdentifier(identifier)
                    .manageMasterUserPassword(true)
                    .applyImmediately(true));
            return "password is set";
        }
        // An impaired secret cannot be rotated, and has the password nevertheless.
        if (!List.of("active", "impaired").contains(cluster.masterUserSecret().secretStatus())) {
            return "password " + cluster.masterUserSecret().secretStatus();
        }
        if (!Boolean.TRUE.equals(cluster.httpEndpointEnabled())) {
            rds.enableHttpEndpoint(enable -> enable.resourceArn(cluster.dbClusterArn()));
            return "Data API is switched on";
        }
        return answers(cluster);
    }

    private void addInstance(DBCluster cluster) {
        rds.modifyDBCluster(modify -> modify.dbClusterIdentifier(identifier)
                .serverlessV2ScalingConfiguration(
                        scaling -> scaling.minCapacity(LEAST_CAPACITY).maxCapacity(MOST_CAPACITY))
                .deletionProtection(false)
                .applyImmediately(true));
        rds.addTagsToResource(add -> add.resourceName(cluster.dbClusterArn()).tags(tag()));
        try {
            rds.createDBInstance(create -> create.dbClusterIdentifier(identifier)
                    .dbInstanceIdentifier(instance())
                    .dbInstanceClass(CLASS)
                    .engine(cluster.engine())
                    .publiclyAccessible(false)
                    .tags(Stream.concat(Stream.of(tag()), tagsOfTests(cluster)).toList()));
        } catch (DbInstanceAlreadyExistsException e) {
            // The cluster does not name it yet.
        }
    }

    /** By which AWS Backup knows, and may remove, what belongs to its own tests. */
    private static Stream<Tag> tagsOfTests(DBCluster cluster) {
        return cluster.tagList().stream().filter(tag -> tag.key().startsWith("awsbackup-restore-test"));
    }

    private Tag tag() {
        return Tag.builder().key(ScratchName.TAG).value(identifier).build();
    }

    /** The Data API takes some seconds until it knows the cluster and its password. */
    private String answers(DBCluster cluster) {
        try {
            query(cluster).rows("SELECT 1", Map.of());
            return READY;
        } catch (RdsDataException e) {
            if (++refusals > mostRefusals || e.statusCode() == FORBIDDEN) {
                throw e;
            }
            return "Data API does not answer yet";
        }
    }

    /** Asks it, once it is ready. */
    public Query query() {
        return query(cluster());
    }

    private Query query(DBCluster cluster) {
        return (sql, parameters) -> DataApiRows.of(data.executeStatement(DataApiRows.statement(sql, parameters)
                .resourceArn(cluster.dbClusterArn())
                .secretArn(cluster.masterUserSecret().secretArn())
                .database(schema)
                .build()));
    }

    /**
     * Deletes its instances, and then itself: RDS refuses it as long as one is there that is not being deleted. It leaves no snapshot and no
     * backups of its own.
     */
    @Override
    public String remove() {
        try {
            var cluster = cluster();
            if ("deleting".equals(cluster.status())) {
                return "cluster deleting";
            }
            if (Boolean.TRUE.equals(cluster.deletionProtection())) {
                rds.modifyDBCluster(modify -> modify.dbClusterIdentifier(identifier)
                        .deletionProtection(false)
                        .applyImmediately(true));
            }
            cluster.dbClusterMembers().forEach(member -> removeInstance(member.dbInstanceIdentifier()));
            rds.deleteDBCluster(delete -> delete.dbClusterIdentifier(identifier)
                    .skipFinalSnapshot(true)
                    .deleteAutomatedBackups(true));
            return "cluster deleting";
        } catch (DbClusterNotFoundException e) {
            return GONE;
        } catch (InvalidDbClusterStateException e) {
            return "cluster is busy";
        }
    }

    /**
     * Takes the next step of giving it back as it was found: without an instance.
     *
     * @return what it is at, {@link #GONE} at the end
     */
    @Override
    public String release() {
        try {
            var cluster = cluster();
            if ("deleting".equals(cluster.status())
                    || (cluster.dbClusterMembers().isEmpty() && !hasInstance())) {
                return GONE;
            }
            cluster.dbClusterMembers().forEach(member -> removeInstance(member.dbInstanceIdentifier()));
            if (cluster.dbClusterMembers().isEmpty()) {
                removeInstance(instance());
            }
            return "instance deleting";
        } catch (DbClusterNotFoundException e) {
            return GONE;
        }
    }

    /** The cluster does not name a new one at once. */
    private boolean hasInstance() {
        try {
            return rds.describeDBInstances(describe -> describe.dbInstanceIdentifier(instance()))
                    .hasDbInstances();
        } catch (DbInstanceNotFoundException e) {
            return false;
        }
    }

    private String instance() {
        return identifier + "-1";
    }

    private void removeInstance(String instance) {
        try {
            rds.deleteDBInstance(delete -> delete.dbInstanceIdentifier(instance).skipFinalSnapshot(true));
        } catch (InvalidDbInstanceStateException | DbInstanceNotFoundException e) {
            // It is deleted already, or not complete yet: the next look tries again.
        }
    }

    private DBCluster cluster() {
        return rds.describeDBClusters(describe -> describe.dbClusterIdentifier(identifier))
                .dbClusters()
                .get(0);
    }

    private static void refuseBroken(String what, String status) {
        require(
                Stream.of(
                                "failed",
                                "inaccessible",
                                "incompatible",
                                "storage-full",
                                "restore-error",
                                "insufficient-capacity")
                        .noneMatch(status::contains),
                "the restored %s is %s".formatted(what, status));
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw TrialFailedException.unusable(otherwise);
        }
    }
}
