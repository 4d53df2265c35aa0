package org.openemr.aws.cost;

import static org.openemr.aws.cost.Usage.HOURS;

import java.util.Map;
import java.util.stream.Stream;

/** Database, cache, files, images and their backups. */
final class DataTariffs {

    private static final String DOCUMENTS = "--documents-gb";

    static final Map<String, Tariff> BY_TYPE = Map.of(
            "AWS::RDS::DBCluster", DataTariffs::cluster,
            "AWS::RDS::DBInstance", DataTariffs::instance,
            "AWS::ElastiCache::ServerlessCache", DataTariffs::cache,
            "AWS::EFS::FileSystem", DataTariffs::fileSystem,
            "AWS::Backup::BackupPlan", DataTariffs::plan,
            "AWS::Backup::BackupVault", DataTariffs::vault,
            "AWS::Backup::LogicallyAirGappedBackupVault", DataTariffs::vault,
            "AWS::ECR::Repository", Tariff.standing(Part.FILES, "image-storage", 1, "image_mirror"));

    /** What ElastiCache charges at least for a cache of Valkey: 100 MB. */
    private static final double CACHE_LEAST_GB = 0.1;

    /** Sessions of one user in the cache: 8 KiB, and what is left of the sessions of a day. */
    private static final double CACHE_OF_A_USER_GB = 80e-6;

    private static final int LAST_TIER_THAT_FOLLOWS = 1;

    /** Capacity units of a database that may pause and does not: Aurora scales in steps of a half. */
    private static final double LEAST_AWAKE = 0.5;

    private static final double DAYS_OF_A_YEAR = 365;
    private static final double MONTHS_OF_A_YEAR = 12;
    private static final double DAYS_OF_A_WEEK = 7;
    private static final int DAY_OF_THE_MONTH = 2;
    private static final int DAY_OF_THE_WEEK = 4;

    private DataTariffs() {}

    private static Stream<Charge> cluster(DeployedResource cluster, Installation installation) {
        var usage = installation.usage();
        return Stream.of(
                new Charge(Part.DATABASE, "database-storage", usage.databaseGb(), DOCUMENTS),
                new Charge(
                        Part.DATABASE,
                        "database-requests",
                        usage.requests() * Usage.STATEMENTS * Usage.STORAGE_REQUESTS_OF_A_STATEMENT / 1e6,
                        Charge.USERS),
                new Charge(Part.LOGS_AND_ALARMS, "logs", logGb(cluster, "audit", usage), Charge.USERS),
                new Charge(Part.LOGS_AND_ALARMS, "logs", logGb(cluster, "general", usage), "aurora_general_log"));
    }

    private static double logGb(DeployedResource cluster, String log, Usage usage) {
        var exports = cluster.properties().path("EnableCloudwatchLogsExports").toString();
        return exports.contains("\"" + log + "\"") ? usage.statementsLogGb() : 0;
    }

    /**
     * A reader that is promoted first is as large as the writer, tier 0 or 1; <a
     * href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.how-it-works.html">others</a> follow their own load, which is none.
     */
    private static Stream<Charge> instance(DeployedResource instance, Installation installation) {
        var least = installation
                .ofType("AWS::RDS::DBCluster")
                .filter(cluster -> cluster.stack().equals(instance.stack()))
                .mapToDouble(cluster -> cluster.properties()
                        .at("/ServerlessV2ScalingConfiguration/MinCapacity")
                        .asDouble())
                .max()
                .orElse(0);
        var follows = instance.properties().path("PromotionTier").asInt() <= LAST_TIER_THAT_FOLLOWS;
        var load = follows ? installation.usage().requestsInASecond() : 0;
        var unitHours = least > 0
                ? Usage.hours(Math.max(least, Load.capacity(load)), least, HOURS)
                : hoursAwake(Load.capacity(load), installation);
        var key = "aurora_min_capacity, aurora_readers, night_hours";
        return Stream.of(
                new Charge(Part.DATABASE, "database-capacity", unitHours, key),
                new Charge(Part.DATABASE, "database-insights", unitHours, key));
    }

    /** Of a database that pauses, in capacity units: it is awake while tasks ask it, and while people work. */
    private static double hoursAwake(double capacity, Installation installation) {
        var asked = installation.hoursOfAsking();
        return asked > 0
                ? Usage.hours(Math.max(LEAST_AWAKE, capacity), LEAST_AWAKE, asked)
                : Usage.hours(capacity, 0, HOURS);
    }

    private static Stream<Charge> cache(DeployedResource cache, Installation installation) {
        var users = installation.usage().load().map(Load::users).orElse(0);
        return Stream.of(
                new Charge(
                        Part.CACHE, "cache-storage", HOURS * Math.max(CACHE_LEAST_GB, users * CACHE_OF_A_USER_GB), ""),
                new Charge(Part.CACHE, "cache-units", installation.usage().requests() * Load.ECPU / 1e6, Charge.USERS));
    }

    /** Documents are in the file system of sites alone; the other one has certificates. */
    private static Stream<Charge> fileSystem(DeployedResource files, Installation installation) {
        var documents = files.id().contains("Sites") ? installation.usage().documentsGb() : 0;
        var moved = installation.usage().load().isPresent() ? documents * Usage.DOCUMENTS_MOVED : 0;
        return Stream.of(
                new Charge(Part.FILES, "file-storage", documents, DOCUMENTS),
                new Charge(Part.FILES, "file-reads", moved, Charge.USERS),
                new Charge(Part.FILES, "file-writes", moved, Charge.USERS));
    }

    private static Stream<Charge> plan(DeployedResource plan, Installation installation) {
        return backups(installation, DOCUMENTS);
    }

    /** A vault of copies, in another region or account: what the plan's vault has is counted with the plan. */
    private static Stream<Charge> vault(DeployedResource vault, Installation installation) {
        if (vault.stack().equals("DataStack")) {
            return Stream.empty();
        }
        var key = "backup_copy_region, backup_copy_account";
        var usage = installation.usage();
        return Stream.concat(
                backups(installation, key),
                Stream.of(new Charge(
                        Part.BACKUPS,
                        "copy-transfer",
                        usage.load().isPresent()
                                ? Usage.DOCUMENTS_MOVED * (usage.documentsGb() + usage.databaseGb())
                                : 0,
                        key)));
    }

    private static Stream<Charge> backups(Installation installation, String key) {
        var usage = installation.usage();
        var points = installation
                .ofType("AWS::Backup::BackupPlan")
                .mapToDouble(DataTariffs::points)
                .sum();
        var ownDays = installation
                .ofType("AWS::RDS::DBCluster")
                .mapToInt(cluster ->
                        cluster.properties().path("BackupRetentionPeriod").asInt())
                .max()
                .orElse(0);
        return Stream.of(
                new Charge(Part.BACKUPS, "file-backup", Usage.BACKUPS * usage.documentsGb(), key),
                new Charge(Part.BACKUPS, "database-backup", Math.max(0, points - ownDays) * usage.databaseGb(), key));
    }

    /**
     * How many recovery points a plan keeps of each store when it is a year old. Those of the database are <a
     * href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-storage-backup.html">whole</a> to the bill, but for those of the days that Aurora's own
     * backups reach back.
     */
    private static double points(DeployedResource plan) {
        var points = 0.0;
        for (var rule : plan.properties().at("/BackupPlan/BackupPlanRule")) {
            var days = rule.at("/Lifecycle/DeleteAfterDays").asDouble(DAYS_OF_A_YEAR);
            points += Math.min(days, DAYS_OF_A_YEAR)
                    / daysBetween(rule.path("ScheduleExpression").asText());
        }
        return points;
    }

    /** By the fields of a schedule: minutes, hours, day of the month, month, day of the week, year. */
    private static double daysBetween(String schedule) {
        var fields = schedule.replaceAll("^cron\\(|\\)$", "").split(" ", -1);
        if (fields.length <= DAY_OF_THE_WEEK) {
            return 1;
        }
        if (fields[DAY_OF_THE_MONTH].matches("[0-9]+")) {
            return DAYS_OF_A_YEAR / MONTHS_OF_A_YEAR;
        }
        return fields[DAY_OF_THE_WEEK].matches("[A-Z]+|[1-7]") ? DAYS_OF_A_WEEK : 1;
    }
}
