package org.openemr.aws.plan;

/** What CloudFormation does with a resource. */
public enum Action {
    CREATE,
    /** Changes it in place. */
    UPDATE,
    /** Makes a new one, then gives up the old one. */
    REPLACE,
    /** Changes it in place or replaces it: the specification leaves it to the case. */
    MAY_REPLACE,
    /** Gives it up: see {@link Disposal}. */
    DELETE
}
