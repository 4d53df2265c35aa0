package org.openemr.aws.contracts.outputs;

import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.PascalCase;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/**
 * Reads the values of a layer into a stack further down. Each value that is asked for becomes an SSM-typed template
 * parameter, which CloudFormation looks up anew in every deployment.
 *
 * @param <R> the record of the producing layer's outputs
 */
public final class ContractReader<R> {

    private final Contract<R> contract;
    private final Stack stack;
    private final Deployment deployment;
    private final Construct imports;

    ContractReader(Contract<R> contract, Stack stack, Deployment deployment) {
        this.contract = contract;
        this.stack = stack;
        this.deployment = deployment;
        this.imports =
                new Construct(stack, "From" + PascalCase.of(contract.layer().label()));
    }

    /** The value of an output of the contract, known when CloudFormation deploys. */
    public String value(Output<R> output) {
        if (contract.outputs().stream().map(Output::name).noneMatch(output.name()::equals)) {
            throw new IllegalArgumentException(
                    contract.layer().stackId() + " does not publish " + output.name() + ": add it to the contract");
        }
        return CfnParameter.Builder.create(stack, parameterId(output))
                .type("AWS::SSM::Parameter::Value<String>")
                .defaultValue(deployment.parameterName(contract.layer(), output.name()))
                .description(output.description())
                .build()
                .getValueAsString();
    }

    /** The scope below which imported constructs are made. */
    public Construct imports() {
        return imports;
    }

    private String parameterId(Output<R> output) {
        return PascalCase.of(contract.layer().label()) + PascalCase.of(output.name());
    }
}
