package org.openemr.aws.data;

import static org.openemr.aws.constructs.monitoring.Alarms.FIVE_MINUTES;
import static org.openemr.aws.constructs.monitoring.Alarms.metric;

import java.util.Map;
import org.openemr.aws.constructs.monitoring.AlarmCondition;
import org.openemr.aws.constructs.monitoring.Alarms;
import org.openemr.aws.contracts.PascalCase;
import software.amazon.awscdk.Duration;

/** Alarms on database, cache, file systems and backups. */
final class DataAlarms {

    private static final String AVERAGE = "Average";
    private static final String MAXIMUM = "Maximum";
    private static final String SUM = "Sum";
    private static final double MEBIBYTE = 1024.0 * 1024;

    private DataAlarms() {}

    /**
     * Watches the database.
     *
     * @param hasReader whether there is an instance that can lag
     */
    static void watchDatabase(Alarms alarms, String identifier, boolean hasReader) {
        var cluster = Map.of("DBClusterIdentifier", identifier);
        var namespace = "AWS/RDS";
        alarms.watch(
                "DatabaseCapacity",
                "aurora-capacity",
                "The database is near its largest capacity: raise aurora_max_capacity, or find the statement in Database"
                        + " Insights.",
                metric(namespace, "ACUUtilization", AVERAGE, FIVE_MINUTES, cluster),
                AlarmCondition.above(90).inTwoPeriods());
        alarms.watch(
                "DatabaseCpu",
                "aurora-cpu",
                "The database computes all the time: find the statement in Database Insights.",
                metric(namespace, "CPUUtilization", AVERAGE, FIVE_MINUTES, cluster),
                AlarmCondition.above(90).inPeriods(3, 3));
        // For Aurora Serverless v2 what is free at the largest capacity.
        // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html
        alarms.watch(
                "DatabaseMemory",
                "aurora-memory",
                "The database is short of memory although it may grow: raise aurora_max_capacity, or find the statement in"
                        + " Database Insights.",
                metric(namespace, "FreeableMemory", "Minimum", FIVE_MINUTES, cluster),
                AlarmCondition.below(128 * MEBIBYTE).inTwoPeriods());
        alarms.watch(
                "Deadlocks",
                "aurora-deadlocks",
                "Transactions block each other: see the error log of the database for the statements.",
                metric(namespace, "Deadlocks", SUM, FIVE_MINUTES, cluster),
                AlarmCondition.above(1).inTwoPeriods());
        if (hasReader) {
            alarms.watch(
                    "ReplicaLag",
                    "aurora-replica-lag",
                    "The reader is behind the writer by more than 2 s: a failover would wait for it.",
                    metric(namespace, "AuroraReplicaLagMaximum", MAXIMUM, FIVE_MINUTES, cluster),
                    AlarmCondition.above(2000).inTwoPeriods());
        }
    }

    static void watchCache(Alarms alarms, String name) {
        var cache = Map.of("clusterId", name);
        var namespace = "AWS/ElastiCache";
        alarms.watch(
                "CacheThrottled",
                "valkey-throttled",
                "The cache refuses commands, pages of users fail: raise valkey_max_ecpu_per_second.",
                metric(namespace, "ThrottledCmds", SUM, FIVE_MINUTES, cache),
                AlarmCondition.above(0).inTwoPeriods());
        alarms.watch(
                "CacheEvictions",
                "valkey-evictions",
                "The cache drops sessions for lack of room, users are logged out: raise valkey_max_storage_gb.",
                metric(namespace, "Evictions", SUM, FIVE_MINUTES, cache),
                AlarmCondition.above(0).inTwoPeriods());
    }

    /**
     * Watches a file system.
     *
     * @param kind sites or ssl
     */
    static void watchFileSystem(Alarms alarms, String kind, String fileSystemId) {
        var fileSystem = Map.of("FileSystemId", fileSystemId);
        var namespace = "AWS/EFS";
        var id = PascalCase.of(kind);
        alarms.watch(
                id + "Throughput",
                "efs-" + kind + "-throughput",
                "The file system is near its limit of operations: what reads or writes so many files?",
                metric(namespace, "PercentIOLimit", MAXIMUM, FIVE_MINUTES, fileSystem),
                AlarmCondition.above(90).inPeriods(3, 3));
    }

    /**
     * Watches copies by the rule that matches their failures.
     *
     * @param ruleName the rule's physical name
     */
    static void watchCopies(Alarms alarms, String ruleName) {
        alarms.watch(
                "CopyFailed",
                "backup-copy-failed",
                "A recovery point was not copied: is the vault there deployed, and may this account copy into it? See the copy jobs of AWS Backup.",
                metric("AWS/Events", "MatchedEvents", SUM, FIVE_MINUTES, Map.of("RuleName", ruleName)),
                AlarmCondition.above(0));
    }

    static void watchBackups(Alarms alarms, String vaultName) {
        alarms.watch(
                "BackupFailed",
                "backup-failed",
                "A backup job failed: see its message in AWS Backup, and back up by hand.",
                metric(
                        "AWS/Backup",
                        "NumberOfBackupJobsFailed",
                        SUM,
                        Duration.hours(1),
                        Map.of("BackupVaultName", vaultName)),
                AlarmCondition.above(0));
    }
}
