package org.openemr.aws.operator.backup;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openemr.aws.contracts.DataContract;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.aws.DeployedValues;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.backup.model.RecoveryPointByBackupVault;

/** Takes, lists and restores recovery points of a deployment's own stores. */
public final class Backups {

    private static final List<String> ENDED_BADLY = List.of("ABORTED", "FAILED", "EXPIRED", "PARTIAL");

    private final BackupClient backup;
    private final DeployedValues values;

    public Backups(BackupClient backup, DeployedValues values) {
        this.backup = backup;
        this.values = values;
    }

    /**
     * How far a job is.
     *
     * @param created what a finished restore made, empty otherwise
     */
    public record Job(String state, double percent, boolean ended, String failure, Optional<String> created) {}

    /** Starts a recovery point of a store, deleted after some days; returns the job's id. */
    public String start(Store store, long keptForDays) {
        return start(store, keptForDays, UUID.randomUUID().toString());
    }

    /**
     * Starts a recovery point of a store, or finds it again.
     *
     * @param token by which AWS Backup knows what it has started already
     * @return the job's id
     */
    public String start(Store store, long keptForDays, String token) {
        return backup.startBackupJob(job -> job.backupVaultName(values.get(DataContract.BACKUP_VAULT_NAME))
                        .iamRoleArn(values.get(DataContract.BACKUP_ROLE_ARN))
                        .resourceArn(store.arn())
                        .idempotencyToken(token)
                        .lifecycle(lifecycle -> lifecycle.deleteAfterDays(keptForDays))
                        .recoveryPointTags(Map.of("openemr:taken", "on-demand")))
                .backupJobId();
    }

    /** How far a backup is. */
    public Job backupJob(String id) {
        var job = backup.describeBackupJob(describe -> describe.backupJobId(id));
        return job(
                job.stateAsString(),
                job.percentDone(),
                job.statusMessage(),
                Optional.ofNullable(job.recoveryPointArn()));
    }

    /**
     * Starts to copy a recovery point of the deployment's vault into another vault, or finds the job again.
     *
     * @param vault the ARN of the other vault
     * @param token by which AWS Backup knows what it has started already
     * @return the job's id
     */
    public String startCopy(String recoveryPoint, String vault, long keptForDays, String token) {
        return backup.startCopyJob(copy -> copy.recoveryPointArn(recoveryPoint)
                        .sourceBackupVaultName(values.get(DataContract.BACKUP_VAULT_NAME))
                        .destinationBackupVaultArn(vault)
                        .iamRoleArn(values.get(DataContract.BACKUP_ROLE_ARN))
                        .idempotencyToken(token)
                        .lifecycle(lifecycle -> lifecycle.deleteAfterDays(keptForDays)))
                .copyJobId();
    }

    /** How far a copy is; AWS Backup tells no percentage of it. */
    public Job copyJob(String id) {
        var job = backup.describeCopyJob(describe -> describe.copyJobId(id)).copyJob();
        return job(
                job.stateAsString(), null, job.statusMessage(), Optional.ofNullable(job.destinationRecoveryPointArn()));
    }

    private Optional<Store> storeOf(RecoveryPointByBackupVault point) {
        return Store.withArn(values, point.resourceArn())
                .or(() -> Store.formerWithArn(
                        values, point.resourceArn(), Objects.requireNonNullElse(point.resourceName(), "")));
    }

    /** All recovery points of the deployment's stores, also of those that were before a restore, the latest first. */
    public List<RecoveryPoint> list() {
        return backup
                .listRecoveryPointsByBackupVaultPaginator(
                        list -> list.backupVaultName(values.get(DataContract.BACKUP_VAULT_NAME)))
                .recoveryPoints()
                .stream()
                .flatMap(point -> storeOf(point)
                        .map(store -> new RecoveryPoint(
                                point.recoveryPointArn(),
                                store,
                                point.creationDate(),
                                point.backupSizeInBytes() == null ? -1 : point.backupSizeInBytes(),
                                point.statusAsString()))
                        .stream())
                .sorted(Comparator.comparing(RecoveryPoint::created).reversed())
                .toList();
    }

    /** The recovery point with an ARN. */
    public RecoveryPoint find(String arn) {
        return list().stream()
                .filter(point -> point.arn().equals(arn))
                .findFirst()
                .orElseThrow(() -> Failure.notFound(
                        "No recovery point %s of this deployment. `openemr backup list` shows them.".formatted(arn)));
    }

    /** The latest complete recovery point of a store. */
    public RecoveryPoint latest(Store store) {
        return list().stream()
                .filter(point -> point.store().equals(store) && point.isComplete())
                .findFirst()
                .orElseThrow(() -> Failure.notReady(
                        "There is no complete recovery point of %s yet. `openemr backup create` takes one."
                                .formatted(store.name())));
    }

    /** What AWS Backup knows about how to restore a recovery point. */
    public Map<String, String> metadata(RecoveryPoint point) {
        return backup.getRecoveryPointRestoreMetadata(
                        get -> get.backupVaultName(values.get(DataContract.BACKUP_VAULT_NAME))
                                .recoveryPointArn(point.arn()))
                .restoreMetadata();
    }

    /** Starts a restore; returns the job's id. */
    public String restore(RestorePlan plan) {
        return restore(plan, UUID.randomUUID().toString());
    }

    /**
     * Starts a restore, or finds it again.
     *
     * @param token by which AWS Backup knows what it has started already
     * @return the job's id
     */
    public String restore(RestorePlan plan, String token) {
        return backup.startRestoreJob(
                        start -> start.recoveryPointArn(plan.point().arn())
                                .iamRoleArn(values.get(DataContract.BACKUP_ROLE_ARN))
                                .resourceType(plan.point().store().kind().resourceType())
                                .idempotencyToken(token)
                                .metadata(plan.metadata()))
                .restoreJobId();
    }

    /** How far a restore is. */
    public Job restoreJob(String id) {
        var job = backup.describeRestoreJob(describe -> describe.restoreJobId(id));
        return job(
                job.statusAsString(),
                job.percentDone(),
                job.statusMessage(),
                Optional.ofNullable(job.createdResourceArn()));
    }

    private static Job job(String state, @Nullable String percent, @Nullable String message, Optional<String> created) {
        var completed = "COMPLETED".equals(state);
        var failed = ENDED_BADLY.contains(state);
        return new Job(
                state,
                completed ? 100 : percent(percent),
                completed || failed,
                failed ? state + (message == null ? "" : ": " + message) : "",
                created);
    }

    /** AWS Backup writes {@code 12.50%}, {@code 12.50} or nothing. */
    private static double percent(@Nullable String text) {
        var digits = text == null ? "" : text.replace("%", "").strip();
        return digits.matches("[0-9]+(\\.[0-9]+)?") ? Double.parseDouble(digits) : 0;
    }
}
