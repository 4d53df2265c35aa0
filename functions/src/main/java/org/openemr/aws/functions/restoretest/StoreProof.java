package org.openemr.aws.functions.restoretest;

import org.openemr.aws.trial.Scratch;
import org.openemr.aws.trial.TrialFailedException;
import software.amazon.awssdk.services.backup.model.RestoreJobsListMember;

/** Finds out about one store. Every look takes the next step. */
interface StoreProof {

    /** The store's name: {@code database}, {@code sites} or {@code ssl}. */
    String store();

    /** The ARN of what is backed up. */
    String source();

    /** What a job restored. */
    Scratch scratch(RestoreJobsListMember job);

    /**
     * Takes the next step; the last one leaves a verdict in the stage.
     *
     * @param jobs all that belong to the test and have restored something
     * @return what it is at
     * @throws TrialFailedException when it is not what people would want back
     */
    String look(RestoredStores jobs, Stage stage);
}
