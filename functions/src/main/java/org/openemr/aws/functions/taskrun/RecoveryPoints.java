package org.openemr.aws.functions.taskrun;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.backup.model.BackupJobState;
import software.amazon.awssdk.services.backup.model.DescribeBackupJobResponse;

/** Takes recovery points on demand, for the way back from an upgrade. */
final class RecoveryPoints {

    /** How long a recovery point taken before an upgrade is kept, in days. */
    private static final long KEPT_FOR_DAYS = 35;

    /**
     * When a job that cannot begin is given up, in minutes: the least that AWS Backup allows, see <a
     * href="https://docs.aws.amazon.com/aws-backup/latest/devguide/API_StartBackupJob.html">StartBackupJob</a>. By default it is
     * eight hours.
     */
    private static final long START_WINDOW = 60;

    private final BackupClient backup;

    RecoveryPoints(BackupClient backup) {
        this.backup = backup;
    }

    /**
     * Starts one job for each store and gives the jobs' ids; a repeated request starts no second job.
     *
     * @param upgrade from which image to which: each attempt at one upgrade has the same, and only the first one's recovery points are
     *     surely of the state before it
     */
    List<String> start(TaskRunRequest.BackupRequest request, String requestId, String upgrade) {
        return request.resources().stream()
                .map(resource -> backup.startBackupJob(job -> job.backupVaultName(request.vault())
                                .iamRoleArn(request.role())
                                .resourceArn(resource)
                                .idempotencyToken(requestId + "-" + Integer.toHexString(resource.hashCode()))
                                .startWindowMinutes(START_WINDOW)
                                .lifecycle(lifecycle -> lifecycle.deleteAfterDays(KEPT_FOR_DAYS))
                                .recoveryPointTags(
                                        Map.of("openemr:taken", "before-upgrade", "openemr:upgrade", upgrade)))
                        .backupJobId())
                .toList();
    }

    /**
     * Whether all jobs are complete.
     *
     * @throws TaskRunFailedException when one failed: without a way back, nothing is upgraded
     */
    boolean areComplete(List<String> jobs) {
        return jobs.stream()
                .map(id -> backup.describeBackupJob(job -> job.backupJobId(id)))
                .allMatch(RecoveryPoints::isComplete);
    }

    private static boolean isComplete(DescribeBackupJobResponse job) {
        var state = job.state();
        return switch (state) {
            case COMPLETED -> true;
            case CREATED, PENDING, RUNNING -> false;
            default ->
                throw new TaskRunFailedException(
                        "The recovery point before the upgrade could not be taken (%s, %s): %s. Nothing was changed."
                                .formatted(
                                        job.resourceArn(),
                                        state == BackupJobState.UNKNOWN_TO_SDK_VERSION ? job.stateAsString() : state,
                                        job.statusMessage()));
        };
    }
}
