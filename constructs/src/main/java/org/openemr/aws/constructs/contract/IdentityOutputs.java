package org.openemr.aws.constructs.contract;

import org.openemr.aws.contracts.IdentityContract;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.contracts.Names;
import software.amazon.awscdk.Stack;

/** What a stack takes from IdentityStack; each part becomes a template parameter when it is asked for. */
public final class IdentityOutputs {

    private final ContractReader contract;

    private IdentityOutputs(ContractReader contract) {
        this.contract = contract;
    }

    public static IdentityOutputs read(Stack stack, Names names) {
        return new IdentityOutputs(new ContractReader(stack, names, Layer.IDENTITY));
    }

    /** The user pool. */
    public String userPoolArn() {
        return contract.value(IdentityContract.USER_POOL_ARN);
    }

    /** The first label of the host where people sign in. */
    public String userPoolDomain() {
        return contract.value(IdentityContract.USER_POOL_DOMAIN);
    }

    /** The client of the user pool that the load balancer is. */
    public String loadBalancerClientId() {
        return contract.value(IdentityContract.LOAD_BALANCER_CLIENT_ID);
    }
}
