package org.openemr.aws.functions.restoretest;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.backup.model.RestoreJobsListMember;

/**
 * What AWS Backup restored of a store. It is kept from the first look into it on: where the deployment has its stores may change meanwhile.
 *
 * @param job the id of the restore job
 * @param arn the ARN of what it made
 * @param taken when the recovery point was taken
 * @param begun when the job began
 * @param completed when it was complete
 */
record Restored(String job, String arn, Instant taken, Instant begun, Instant completed) {

    /** What a job made that has ended well; empty when AWS Backup does not say. */
    static Optional<Restored> of(RestoreJobsListMember job) {
        return Optional.ofNullable(job.createdResourceArn())
                .map(arn -> new Restored(
                        job.restoreJobId(),
                        arn,
                        Objects.requireNonNullElse(job.recoveryPointCreationDate(), job.creationDate()),
                        job.creationDate(),
                        Objects.requireNonNullElse(job.completionDate(), job.creationDate())));
    }

    /** The last part of the ARN: the name of a cluster, the id of a file system. */
    String name() {
        return arn.replaceFirst(".*[:/]", "");
    }

    /** As a state machine carries it. */
    Map<String, String> toMap() {
        var map = new LinkedHashMap<String, String>();
        map.put("Job", job);
        map.put("Arn", arn);
        map.put("Taken", taken.toString());
        map.put("Begun", begun.toString());
        map.put("Completed", completed.toString());
        return map;
    }

    static Restored of(Map<String, String> map) {
        return new Restored(
                text(map, "Job"),
                text(map, "Arn"),
                Instant.parse(text(map, "Taken")),
                Instant.parse(text(map, "Begun")),
                Instant.parse(text(map, "Completed")));
    }

    private static String text(Map<String, String> map, String key) {
        return Optional.ofNullable(map.get(key)).orElseThrow();
    }
}
