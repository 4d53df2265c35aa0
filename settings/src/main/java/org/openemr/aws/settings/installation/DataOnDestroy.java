package org.openemr.aws.settings.installation;

/** What {@code cdk destroy} leaves of the data: everything (the default), or nothing (throw-away environments). */
public enum DataOnDestroy {
    RETAIN,
    DELETE;

    /** Whether resources that have deletion protection switch it on. */
    public boolean protectsFromDeletion() {
        return this == RETAIN;
    }
}
