package org.openemr.aws.contracts;

/** What IdentityStack publishes. */
public final class IdentityContract {

    /** The declarations below. */
    public static final Contract CONTRACT = new Contract(Layer.IDENTITY);

    public static final Output USER_POOL_ARN = CONTRACT.output("user-pool-arn", "User pool");
    public static final Output USER_POOL_ID = CONTRACT.output("user-pool-id", "Id of the user pool");
    public static final Output USER_POOL_DOMAIN =
            CONTRACT.output("user-pool-domain", "First label of the host where people sign in");
    public static final Output LOAD_BALANCER_CLIENT_ID =
            CONTRACT.output("load-balancer-client-id", "Client of the user pool that the load balancer is");

    private IdentityContract() {}
}
