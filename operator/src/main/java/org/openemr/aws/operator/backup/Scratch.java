package org.openemr.aws.operator.backup;

import java.util.LinkedHashMap;
import java.util.Map;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.aws.Aws;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.rds.RdsClient;

/** What a trial restore made: looked at, then removed. */
public final class Scratch {

    private final Aws aws;

    public Scratch(Aws aws) {
        this.aws = aws;
    }

    /**
     * Checks what a restore made.
     *
     * @return what was seen
     * @throws Failure when it is not usable
     */
    public Map<String, Object> check(Store.Kind kind, String arn) {
        return kind == Store.Kind.AURORA ? checkCluster(arn) : checkFileSystem(arn);
    }

    /** Removes it; a cluster leaves no snapshot. */
    public void remove(Store.Kind kind, String arn) {
        if (kind == Store.Kind.AURORA) {
            aws.client(RdsClient.builder())
                    .deleteDBCluster(delete ->
                            delete.dbClusterIdentifier(clusterIdentifier(arn)).skipFinalSnapshot(true));
        } else {
            aws.client(EfsClient.builder()).deleteFileSystem(delete -> delete.fileSystemId(fileSystemId(arn)));
        }
    }

    private Map<String, Object> checkCluster(String arn) {
        var cluster = aws.client(RdsClient.builder())
                .describeDBClusters(describe -> describe.dbClusterIdentifier(clusterIdentifier(arn)))
                .dbClusters()
                .get(0);
        require("available".equals(cluster.status()), "the restored cluster is " + cluster.status());
        require(Boolean.TRUE.equals(cluster.storageEncrypted()), "the restored cluster is not encrypted");
        var seen = new LinkedHashMap<String, Object>();
        seen.put("restored", cluster.dbClusterIdentifier());
        seen.put("engine", cluster.engine() + " " + cluster.engineVersion());
        seen.put("state", cluster.status());
        return seen;
    }

    private Map<String, Object> checkFileSystem(String arn) {
        var fileSystem = aws.client(EfsClient.builder())
                .describeFileSystems(describe -> describe.fileSystemId(fileSystemId(arn)))
                .fileSystems()
                .get(0);
        require(
                "available".equals(fileSystem.lifeCycleStateAsString()),
                "the restored file system is " + fileSystem.lifeCycleStateAsString());
        require(Boolean.TRUE.equals(fileSystem.encrypted()), "the restored file system is not encrypted");
        var seen = new LinkedHashMap<String, Object>();
        seen.put("restored", fileSystem.fileSystemId());
        seen.put("size_bytes", fileSystem.sizeInBytes().value());
        seen.put("state", fileSystem.lifeCycleStateAsString());
        return seen;
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw Failure.failed("The recovery point does not stand the trial: " + otherwise + ".");
        }
    }

    /** The name in {@code arn:...:cluster:name}. */
    private static String clusterIdentifier(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    /** The id in {@code arn:...:file-system/fs-...}. */
    private static String fileSystemId(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
