package org.openemr.aws.contracts.outputs;

import java.util.List;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.contracts.PascalCase;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ssm.StringParameter;
import software.constructs.Construct;

/**
 * Everything one layer publishes: the one list from which parameters are written by the producer and read by consumers.
 *
 * @param <R> the record of the layer's outputs
 * @param layer the producer
 * @param outputs the published values
 */
public record Contract<R>(Layer layer, List<Output<R>> outputs) {

    public Contract {
        outputs = List.copyOf(outputs);
    }

    /** Writes every value of the producer's record as an SSM parameter; returns the scope of the parameters. */
    public Construct publish(R values, Stack stack, Deployment deployment) {
        var scope = new Construct(stack, "Outputs");
        for (var output : outputs) {
            StringParameter.Builder.create(scope, PascalCase.of(output.name()))
                    .parameterName(deployment.parameterName(layer, output.name()))
                    .description(output.description())
                    .stringValue(output.value().apply(values))
                    .build();
        }
        return scope;
    }

    /** A reader of this layer's values for a stack further down. */
    public ContractReader<R> reader(Stack stack, Deployment deployment) {
        return new ContractReader<>(this, stack, deployment);
    }
}
