package org.openemr.aws.functions.restoretest;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.backup.model.RestoreJobsListMember;
import software.amazon.awssdk.services.backup.model.RestoreValidationStatus;

/**
 * The restore jobs of a testing plan.
 *
 * @param plan the plan's ARN
 */
record Jobs(BackupClient backup, String plan) {

    /** Longer messages are cut. */
    private static final int LONGEST_MESSAGE = 500;

    /**
     * The jobs that were begun after a time, by the ARN of what they restore. When one was begun more than once, the last.
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
        return first.creationDate().isAfter(second.creationDate()) ? first : second;
    }

    /** Tells AWS Backup what was found out, which deletes what it restored then. */
    void tell(RestoreJobsListMember job, Verdict verdict) {
        var message = verdict.problem().orElse("OpenEMR's data was read");
        backup.putRestoreValidationResult(put -> put.restoreJobId(job.restoreJobId())
                .validationStatus(
                        verdict.problem().isEmpty()
                                ? RestoreValidationStatus.SUCCESSFUL
                                : RestoreValidationStatus.FAILED)
                .validationStatusMessage(message.substring(0, Math.min(message.length(), LONGEST_MESSAGE))));
    }
}
