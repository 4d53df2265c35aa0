package org.openemr.aws.functions.restoretest;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.backup.model.RestoreJobStatus;
import software.amazon.awssdk.services.backup.model.RestoreJobsListMember;
import software.amazon.awssdk.services.backup.model.RestoreValidationStatus;

/**
 * The restore jobs of a testing plan.
 *
 * @param plan the plan's ARN
 */
record Jobs(BackupClient backup, String plan) {

    /**
     * Once it is one of these, it <a
     * href="https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing-validation.html">cannot be changed</a>.
     */
    private static final Set<RestoreValidationStatus> FINAL = EnumSet.of(
            RestoreValidationStatus.SUCCESSFUL, RestoreValidationStatus.FAILED, RestoreValidationStatus.TIMED_OUT);

    private static final Comparator<RestoreJobsListMember> BETTER =
            Comparator.<RestoreJobsListMember, Boolean>comparing(job -> job.status() == RestoreJobStatus.COMPLETED)
                    .thenComparing(RestoreJobsListMember::creationDate);

    /** Longer messages are cut. */
    private static final int LONGEST_MESSAGE = 500;

    /**
     * The jobs that were begun after a time, by the ARN of what they restore. When one was begun more than once, the last that is complete, or the
     * last.
     */
    Map<String, RestoreJobsListMember> since(Instant time) {
        var jobs = new TreeMap<String, RestoreJobsListMember>();
        backup
                .listRestoreJobsPaginator(
                        list -> list.byRestoreTestingPlanArn(plan).byCreatedAfter(time))
                .restoreJobs()
                .stream()
                .filter(job -> job.sourceResourceArn() != null)
                .forEach(job -> jobs.merge(job.sourceResourceArn(), job, Jobs::later));
        return jobs;
    }

    private static RestoreJobsListMember later(RestoreJobsListMember first, RestoreJobsListMember second) {
        return BETTER.compare(first, second) > 0 ? first : second;
    }

    /** Whether AWS Backup has a verdict already, and removes what it restored. */
    boolean wasTold(String job) {
        return FINAL.contains(backup.describeRestoreJob(describe -> describe.restoreJobId(job))
                .validationStatus());
    }

    /** Tells AWS Backup what was found out, which deletes what it restored then; not again what it was told already. */
    void tell(String job, Verdict verdict) {
        if (wasTold(job)) {
            return;
        }
        var message = verdict.problem().orElse("OpenEMR's data was read");
        backup.putRestoreValidationResult(put -> put.restoreJobId(job)
                .validationStatus(
                        verdict.problem().isEmpty()
                                ? RestoreValidationStatus.SUCCESSFUL
                                : RestoreValidationStatus.FAILED)
                .validationStatusMessage(message.substring(0, Math.min(message.length(), LONGEST_MESSAGE))));
    }
}
