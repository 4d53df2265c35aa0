package org.openemr.aws.functions.rotation;

/**
 * One kind of credential. Each step may be repeated, whatever became of it before, and until the end both what was in use and what comes in
 * use let their users in.
 */
interface RotatedCredential {

    /**
     * What comes after a credential.
     *
     * @throws NotYetException when the one before is still being taken away
     */
    Credential successor(Credential current);

    /** Whether something can come after what is in use now: somebody may have changed that meanwhile. */
    default boolean canFollow(Credential current, Credential successor) {
        return successor.isForTheSameAs(current);
    }

    /**
     * Lets the successor in, beside the current one.
     *
     * @throws NotYetException when something is in the way that goes by itself
     */
    void admit(Credential current, Credential successor);

    /**
     * Uses a credential as OpenEMR does.
     *
     * @throws IllegalStateException when it is of no use
     */
    void tryOut(Credential credential);

    /** Whether letting the successor in shuts the current one out, so that the secret must tell of it in the same moment. */
    default boolean knowsOneAtATime() {
        return false;
    }

    /**
     * Has a look at who uses what was in use before {@code current}, makes them use the current one, and takes the other away when nobody does.
     *
     * @param progress what the look before gave; empty at the first
     * @param stillCurrent asked directly before something is taken away; throws when another rotation is at work
     */
    RetirementLook retire(Credential current, RetirementProgress progress, Runnable stillCurrent);
}
