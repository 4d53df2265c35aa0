package org.openemr.aws.plan;

/** What a change does to an installation at work, from the least to the worst. */
public enum Effect {
    /** Nothing in AWS changes. */
    NOTHING("nothing"),
    /** Resources are made, changed or given up; nobody notices. */
    IN_PLACE("in place"),
    /** The set-up task runs again before anything else. */
    SET_UP("set-up runs"),
    /** Tasks are replaced one after the other; sessions go on. */
    TASKS_REPLACED("tasks replaced"),
    /** A way through the network, or to who may come in, is closed or goes another way. */
    ACCESS("who may connect changes"),
    /** Something that serves is replaced, or cannot be reached for a while. */
    INTERRUPTION("short interruption"),
    /** A store may be deleted from now on, or goes with its stack. */
    UNPROTECTED("data is less protected"),
    /** A store is replaced by another, or deleted. */
    DATA_MOVES("data moves, or goes"),
    /** The deployment fails. */
    IMPOSSIBLE("impossible");

    private final String words;

    Effect(String words) {
        this.words = words;
    }

    /** The effect in the words of the reference. */
    public String words() {
        return words;
    }
}
