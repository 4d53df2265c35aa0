package org.openemr.aws.constructs.stack;

import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.settings.installation.DataOnDestroy;
import software.amazon.awscdk.RemovalPolicy;

/** What a deleted stack leaves of its stores, by {@code data_on_destroy}. */
public final class RemovalPolicies {

    private RemovalPolicies() {}

    /**
     * The policy of file systems, buckets, keys, secrets, vaults and log groups. When data is retained it is
     * {@code RetainExceptOnCreate}, so that a first deployment that fails leaves nothing behind.
     */
    public static RemovalPolicy ofStores(Deployment deployment) {
        return deployment.dataOnDestroy() == DataOnDestroy.RETAIN
                ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
                : RemovalPolicy.DESTROY;
    }

    /** The policy of the database cluster: a final snapshot when data is retained. */
    public static RemovalPolicy ofDatabase(Deployment deployment) {
        return deployment.dataOnDestroy() == DataOnDestroy.RETAIN ? RemovalPolicy.SNAPSHOT : RemovalPolicy.DESTROY;
    }
}
