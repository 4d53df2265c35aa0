package org.openemr.aws.contracts;

import software.amazon.awscdk.RemovalPolicy;

/** What {@code cdk destroy} leaves of the data: everything (the default), or nothing (throw-away environments). */
public enum DataOnDestroy {
    RETAIN(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE, RemovalPolicy.SNAPSHOT),
    DELETE(RemovalPolicy.DESTROY, RemovalPolicy.DESTROY);

    private final RemovalPolicy storePolicy;
    private final RemovalPolicy databasePolicy;

    DataOnDestroy(RemovalPolicy storePolicy, RemovalPolicy databasePolicy) {
        this.storePolicy = storePolicy;
        this.databasePolicy = databasePolicy;
    }

    /**
     * The policy of file systems, buckets, keys, secrets, vaults and log groups. When data is retained it is
     * {@code RetainExceptOnCreate}, so that a first deployment that fails leaves nothing behind.
     */
    public RemovalPolicy storePolicy() {
        return storePolicy;
    }

    /** The policy of the database cluster: a final snapshot when data is retained. */
    public RemovalPolicy databasePolicy() {
        return databasePolicy;
    }

    /** Whether resources that have deletion protection switch it on. */
    public boolean protectsFromDeletion() {
        return this == RETAIN;
    }
}
