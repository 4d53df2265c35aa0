package org.openemr.aws.pipeline;

import java.util.List;
import java.util.stream.Stream;
import org.openemr.aws.constructs.compliance.Accepted;
import org.openemr.aws.constructs.permission.ResourceArn;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.Layer;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;

/** What {@code openemr plan} reads: templates and states of the deployment's stacks, and what they published. */
final class DeployedState {

    private DeployedState() {}

    /** Lets a role read it, and nothing of what the stacks hold. */
    static void mayBeReadBy(Role role, Deployment deployment) {
        var stacks = Stream.of(Layer.values())
                .map(layer -> ResourceArn.of("cloudformation", "stack/" + deployment.stackName(layer) + "/*"))
                .toList();
        role.addToPrincipalPolicy(PolicyStatement.Builder.create()
                .actions(List.of(
                        "cloudformation:DescribeStackEvents",
                        "cloudformation:DescribeStacks",
                        "cloudformation:GetTemplate"))
                .resources(stacks)
                .build());
        stacks.forEach(stack -> Accepted.wildcardResource(
                role, stack, "What follows the name of a stack is an id that CloudFormation gives it."));
        // The resource is the path that is asked for, with a slash at its end or without.
        var published = ResourceArn.of("ssm", "parameter" + deployment.parameterRoot());
        role.addToPrincipalPolicy(PolicyStatement.Builder.create()
                .actions(List.of("ssm:GetParametersByPath"))
                .resources(List.of(published, published + "/*"))
                .build());
        Accepted.wildcardResource(
                role,
                published + "/*",
                "Below this path there is what the stacks of this deployment publish: names and no secret.");
    }
}
