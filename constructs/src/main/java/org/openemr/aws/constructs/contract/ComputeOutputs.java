package org.openemr.aws.constructs.contract;

import org.openemr.aws.contracts.ComputeContract;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.Layer;
import software.amazon.awscdk.Stack;

/** What a stack takes from ComputeStack; each part becomes a template parameter when it is asked for. */
public final class ComputeOutputs {

    private final ContractReader contract;

    private ComputeOutputs(ContractReader contract) {
        this.contract = contract;
    }

    public static ComputeOutputs read(Stack stack, Deployment deployment) {
        return new ComputeOutputs(new ContractReader(stack, deployment, Layer.COMPUTE));
    }

    /** The ECS cluster. */
    public String clusterName() {
        return contract.value(ComputeContract.CLUSTER_NAME);
    }
}
