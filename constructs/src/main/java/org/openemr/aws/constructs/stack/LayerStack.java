package org.openemr.aws.constructs.stack;

import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.Layer;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Tags;
import software.constructs.Construct;

/** The base of every stack: its id, physical name, description, tags and termination protection come from its layer. */
public abstract class LayerStack extends Stack {

    protected LayerStack(Construct scope, Layer layer, Deployment deployment, Environment environment) {
        super(
                scope,
                layer.stackId(),
                StackProperties.of(
                        deployment,
                        deployment.stackName(layer),
                        layer.label() + " layer: " + layer.purpose(),
                        environment));
        deployment.tags(layer).forEach((key, value) -> Tags.of(this).add(key, value));
    }

    /** Shows a value after deployment; nothing is exported, other stacks read the contract's parameters. */
    protected final void output(String name, String description, String value) {
        CfnOutput.Builder.create(this, name)
                .description(description)
                .value(value)
                .build();
    }
}
