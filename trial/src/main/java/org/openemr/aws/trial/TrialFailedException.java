package org.openemr.aws.trial;

/** A trial does not go on: one sentence that says why. */
public final class TrialFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TrialFailedException(String message) {
        super(message);
    }

    /**
     * A recovery point does not hold what it should.
     *
     * @param why what is wrong with what was restored
     */
    static TrialFailedException unusable(String why) {
        return new TrialFailedException("The recovery point does not stand the trial: " + why + ".");
    }
}
