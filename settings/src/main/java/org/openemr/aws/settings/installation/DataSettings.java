package org.openemr.aws.settings.installation;

import static org.openemr.aws.settings.YesNo.YES_NO;

import java.util.List;
import java.util.Optional;
import org.openemr.aws.settings.Capacity;
import org.openemr.aws.settings.ListOfTexts;
import org.openemr.aws.settings.Setting;
import org.openemr.aws.settings.SettingGroup;
import org.openemr.aws.settings.SettingsReader;
import org.openemr.aws.settings.Text;
import org.openemr.aws.settings.WholeNumber;

/**
 * The settings of DataStack.
 *
 * @param minCapacity Aurora capacity below which the cluster never scales, in ACU; 0 pauses an idle cluster
 * @param maxCapacity Aurora capacity above which the cluster never scales, in ACU
 * @param readers instances beside the writer
 * @param generalLog whether MySQL's general log is written, beside the audit log
 * @param backupRetentionDays how far back Aurora's own point-in-time restore reaches
 * @param engineVersion the version of Aurora MySQL
 * @param deletionProtection whether the cluster refuses to be deleted
 * @param dataApi whether the RDS Data API is on
 * @param bedrockModels the foundation models that the database may call; empty without the integration
 * @param copies where recovery points are copied to
 * @param parameters the parameters of MySQL that can be set
 * @param imageMirror whether there is a repository for OpenEMR's image
 * @param snapshot the snapshot from which the cluster is made
 * @param sitesFileSystemId the existing file system that takes the place of {@code sites}
 * @param cacheMaxStorageGb ceiling of the cache's storage, in GB
 * @param cacheMaxEcpuPerSecond ceiling of the cache's processing, in ECPU per second
 */
public record DataSettings(
        double minCapacity,
        double maxCapacity,
        int readers,
        boolean generalLog,
        int backupRetentionDays,
        String engineVersion,
        boolean deletionProtection,
        boolean dataApi,
        List<String> bedrockModels,
        BackupCopySettings copies,
        DatabaseTimeouts parameters,
        boolean imageMirror,
        Optional<String> snapshot,
        Optional<String> sitesFileSystemId,
        Optional<Long> cacheMaxStorageGb,
        Optional<Long> cacheMaxEcpuPerSecond) {

    /** Each is an ARN in a policy, which has a quota. */
    private static final int MOST_MODELS = 20;

    static final Setting<Double> MIN_CAPACITY = Setting.of(
            "aurora_min_capacity",
            new Capacity(0, 256),
            "ACU",
            0.5,
            "At most aurora_max_capacity. 0 pauses an idle cluster, which takes about 15 s to wake.");

    static final Setting<Double> MAX_CAPACITY = Setting.of(
            "aurora_max_capacity",
            new Capacity(1, 256),
            "ACU",
            256.0,
            "The database never costs more than this capacity.");

    static final Setting<Long> READERS = Setting.of(
            "aurora_readers",
            new WholeNumber(0, 15),
            "instances",
            1L,
            "Instances beside the writer, in other zones; the first takes over within a minute when the writer fails. With 0 Aurora makes a new writer"
                    + " then, in about ten minutes, in which nobody works, and in the same zone: where the whole zone fails, nobody works until it is back. Half of the"
                    + " price of the database, for practices that can wait. One that is taken away"
                    + " has become the writer, perhaps, when that failed once: then the other takes over, within a minute.");

    static final Setting<Boolean> GENERAL_LOG = Setting.of(
            "aurora_general_log",
            YES_NO,
            "",
            true,
            "MySQL's general log in CloudWatch Logs: every statement, as the client sent it. The audit log, which is always on, has the statements"
                    + " with who sent them; without the general one a busy site pays half for its logs.");

    static final Setting<Long> BACKUP_RETENTION = Setting.of(
            "aurora_backup_retention_days",
            new WholeNumber(1, 35),
            "days",
            7L,
            "Aurora's own backups for point-in-time restore; AWS Backup keeps its recovery points besides.");

    static final Setting<Boolean> DELETION_PROTECTION = Setting.optional(
            "rds_deletion_protection",
            YES_NO,
            "",
            "true with data_on_destroy=retain, else false",
            "The cluster refuses to be deleted.");

    static final Setting<Boolean> DATA_API =
            Setting.of("enable_data_api", YES_NO, "", false, "RDS Data API: SQL over HTTPS with IAM authorisation.");

    static final Setting<Boolean> IMAGE_MIRROR = Setting.of(
            "image_mirror",
            YES_NO,
            "",
            false,
            "A repository of the deployment in Amazon ECR, from which tasks start instead of Docker Hub. Fill it after DataStack and before"
                    + " ComputeStack, and before each upgrade: `openemr image mirror`. To switch it off, deploy ComputeStack before DataStack.");

    static final Setting<Boolean> BEDROCK = Setting.of(
            "enable_bedrock_integration",
            YES_NO,
            "",
            false,
            "Aurora ML: SQL calls models of Amazon Bedrock, through an endpoint inside the VPC. On an installation at work,"
                    + " reboot the writer between DataStack and ComputeStack: data-stack/README.md.");

    static final Setting<List<String>> BEDROCK_MODELS = Setting.of(
            "bedrock_models",
            new ListOfTexts(
                    Text.of(
                            "id of a foundation model",
                            "(?!(us|us-gov|eu|apac|au|ca|jp|global)\\.)[a-z0-9-]{1,63}\\.[a-z0-9.-]{1,63}(:[a-z0-9]{1,63}){0,2}",
                            "the id of a foundation model, such as amazon.nova-lite-v1:0, and none of an inference profile, such as us.amazon..."),
                    MOST_MODELS),
            "",
            List.of(),
            "With `enable_bedrock_integration`, at least one: the models that SQL may call, and no other. Models of Anthropic want a form about"
                    + " the use first, once for each account, and others sold through AWS Marketplace a subscription on their first use.");

    static final Setting<String> ENGINE_VERSION = Setting.of(
            "aurora_engine_version",
            Text.of(
                    "Aurora MySQL version",
                    "8\\.0\\.mysql_aurora\\.3\\.[0-9]{2}\\.[0-9]{1,2}",
                    "a version of Aurora MySQL 3 in full, such as 8.0.mysql_aurora.3.12.0"),
            "",
            "8.0.mysql_aurora.3.12.0",
            "What a new cluster begins with. RDS brings newer minor versions by itself, and none is taken back: to restore"
                    + " a snapshot of a newer one, set that.");

    static final Setting<String> SNAPSHOT = Setting.optional(
            "restore_database_from_snapshot",
            Text.of(
                    "snapshot",
                    "(?!.*--)[A-Za-z]([A-Za-z0-9-]*[A-Za-z0-9])?|rds:[A-Za-z0-9-]+|arn:aws[a-z-]*:rds:[a-z0-9-]+:[0-9]{12}:cluster-snapshot:[A-Za-z0-9:-]+"
                            + "|arn:aws[a-z-]*:rds:[a-z0-9-]+:[0-9]{12}:cluster-snapshot:awsbackup:job-[a-z0-9-]+",
                    "the identifier or the ARN of a cluster snapshot"),
            "",
            "a new, empty cluster",
            "The cluster is made from this snapshot. It must stay set afterwards: without it CloudFormation replaces the"
                    + " cluster by an empty one.");

    static final Setting<String> SITES_FILE_SYSTEM = Setting.optional(
            "restore_sites_file_system_id",
            Text.of(
                    "file system id",
                    "fs-[0-9a-f]{8,40}",
                    "the id of an EFS file system, such as fs-0123456789abcdef0"),
            "",
            "a new, empty file system",
            "`sites` is this existing file system, which this deployment mounts and never deletes. On an installation at"
                    + " work the site stands still from DataStack's deployment to the end of ComputeStack's.");

    static final Setting<Long> CACHE_MAX_STORAGE = Setting.optional(
            "valkey_max_storage_gb", new WholeNumber(1, 5000), "GB", "AWS's limit", "Cost ceiling of the cache.");

    static final Setting<Long> CACHE_MAX_ECPU = Setting.optional(
            "valkey_max_ecpu_per_second",
            new WholeNumber(1000, 15_000_000),
            "ECPU/s",
            "AWS's limit",
            "Cost ceiling of the cache.");

    private static final String INTERRUPTION =
            "Where it changes, the site is interrupted from the deployment of DataStack until that of ComputeStack";

    public static final SettingGroup GROUP = SettingGroup.of(
            "data-stack",
            MIN_CAPACITY,
            MAX_CAPACITY,
            READERS,
            GENERAL_LOG,
            BACKUP_RETENTION,
            ENGINE_VERSION,
            DELETION_PROTECTION,
            DATA_API,
            BEDROCK,
            BEDROCK_MODELS,
            DatabaseTimeouts.ML_INFERENCE,
            DatabaseTimeouts.NET_READ,
            DatabaseTimeouts.NET_WRITE,
            DatabaseTimeouts.WAIT,
            DatabaseTimeouts.CONNECT,
            DatabaseTimeouts.MAX_EXECUTION,
            IMAGE_MIRROR,
            SNAPSHOT,
            SITES_FILE_SYSTEM,
            CACHE_MAX_STORAGE,
            CACHE_MAX_ECPU);

    /** Whether the database may call Bedrock models. */
    public boolean bedrock() {
        return !bedrockModels.isEmpty();
    }

    /**
     * Reads the settings and the rules between them.
     *
     * @param dataOnDestroy decides on deletion protection where the settings do not
     * @param region the region of the deployment, when it is known
     * @param copies where recovery points are copied to
     */
    public static DataSettings read(
            SettingsReader reader, DataOnDestroy dataOnDestroy, Optional<String> region, BackupCopySettings copies) {
        double minCapacity = reader.read(MIN_CAPACITY);
        double maxCapacity = reader.read(MAX_CAPACITY);
        if (reader.areValid(MIN_CAPACITY, MAX_CAPACITY) && minCapacity > maxCapacity) {
            reader.reject(MIN_CAPACITY, "is above aurora_max_capacity", "lower it to " + maxCapacity + " or less");
        }
        boolean dataApi = reader.read(DATA_API);
        if (dataApi && region.filter(Regions.WITHOUT_DATA_API::contains).isPresent()) {
            reader.reject(DATA_API, "is not there in " + region.get(), "turn it off");
        }
        boolean bedrock = reader.read(BEDROCK);
        if (bedrock && region.filter(here -> !Regions.BEDROCK.contains(here)).isPresent()) {
            reader.reject(BEDROCK, "needs Amazon Bedrock, which " + region.get() + " has not", "turn it off");
        }
        var models = reader.read(BEDROCK_MODELS);
        if (bedrock && models.isEmpty() && reader.areValid(BEDROCK_MODELS)) {
            reader.reject(
                    BEDROCK_MODELS,
                    "names no model, and enable_bedrock_integration is on",
                    "name the models that SQL may call, such as amazon.nova-lite-v1:0");
        }
        var snapshot = reader.readOptional(SNAPSHOT);
        var fileSystem = reader.readOptional(SITES_FILE_SYSTEM);
        snapshot.ifPresent(given -> reader.warn(
                SNAPSHOT,
                "keep it set: without it the next deployment replaces the cluster by an empty one. " + INTERRUPTION));
        fileSystem.ifPresent(given -> reader.warn(
                SITES_FILE_SYSTEM,
                "keep it set: without it the next deployment mounts an empty file system. " + INTERRUPTION));
        return new DataSettings(
                minCapacity,
                maxCapacity,
                reader.read(READERS).intValue(),
                reader.read(GENERAL_LOG),
                reader.read(BACKUP_RETENTION).intValue(),
                reader.read(ENGINE_VERSION),
                reader.readOptional(DELETION_PROTECTION).orElse(dataOnDestroy.protectsFromDeletion()),
                dataApi,
                bedrock ? models : List.of(),
                copies,
                DatabaseTimeouts.read(reader),
                reader.read(IMAGE_MIRROR),
                snapshot,
                fileSystem,
                reader.readOptional(CACHE_MAX_STORAGE),
                reader.readOptional(CACHE_MAX_ECPU));
    }
}
