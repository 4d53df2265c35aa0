package org.openemr.aws.functions.restoretest;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.backup.model.RestoreJobsListMember;

/**
 * What the jobs of one test have restored.
 *
 * @param jobs those that ended well, by the name of their store
 * @param now the time of this look
 */
record RestoredStores(Map<String, RestoreJobsListMember> jobs, Instant now) {

    Optional<RestoreJobsListMember> of(String store) {
        return Optional.ofNullable(jobs.get(store));
    }

    RestoreJobsListMember require(String store) {
        return of(store).orElseThrow();
    }
}
