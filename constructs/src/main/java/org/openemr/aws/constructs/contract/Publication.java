package org.openemr.aws.constructs.contract;

import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.Output;
import org.openemr.aws.contracts.PascalCase;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ssm.StringParameter;
import software.constructs.Construct;

/** Writes what a stack publishes as SSM parameters, each for an output of the layer's contract. */
public final class Publication extends Construct {

    private final Deployment deployment;

    public Publication(Stack stack, Deployment deployment) {
        super(stack, "Outputs");
        this.deployment = deployment;
    }

    /**
     * Publishes a value.
     *
     * @param value known now, or when CloudFormation deploys
     */
    public Publication add(Output output, String value) {
        StringParameter.Builder.create(this, PascalCase.of(output.name()))
                .parameterName(output.parameterName(deployment))
                .description(output.description())
                .stringValue(value)
                .build();
        return this;
    }
}
