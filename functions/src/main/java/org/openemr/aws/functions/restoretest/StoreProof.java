package org.openemr.aws.functions.restoretest;

import java.time.Instant;
import org.openemr.aws.trial.Scratch;
import org.openemr.aws.trial.TrialFailedException;

/** Finds out about one store. Every look takes the next step. */
interface StoreProof {

    /** The store's name: {@code database}, {@code sites} or {@code ssl}. */
    String store();

    /** The ARN of what is backed up. */
    String source();

    /** What was restored. */
    Scratch scratch(Restored restored);

    /**
     * Takes the next step of giving back what was added.
     *
     * @return what it is at, {@link Scratch#GONE} at the end
     */
    default String giveBack(Restored restored) {
        return scratch(restored).release();
    }

    /**
     * Takes the next step; the last one leaves a verdict in the stage.
     *
     * @param restored what there is to look into
     * @param now the time of this look
     * @return what it is at
     * @throws TrialFailedException when it is not what people would want back
     */
    String look(Restored restored, Stage stage, Instant now);
}
