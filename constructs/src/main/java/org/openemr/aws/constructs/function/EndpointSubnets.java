package org.openemr.aws.constructs.function;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.Layer;
import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.IVpc;
import software.constructs.Construct;

/**
 * Finds out, in the account and during deployment, which private subnets an interface endpoint can be placed in: not every
 * service is offered in every zone.
 */
public final class EndpointSubnets extends Construct {

    private static final Duration TIMEOUT = Duration.minutes(2);

    private final HandlerFunction function;

    public EndpointSubnets(Construct scope, Deployment deployment, Layer layer, FunctionSupport support) {
        super(scope, "EndpointSubnets");
        function = new HandlerFunction(
                this,
                "Function",
                deployment,
                FunctionHandler.ENDPOINT_SUBNETS,
                support,
                HandlerFunction.Options.timeout(TIMEOUT)
                        .named(layer.label() + "-" + FunctionHandler.ENDPOINT_SUBNETS.functionName()));
        function.allow(List.of("ec2:DescribeSubnets", "ec2:DescribeVpcEndpointServices"), List.of("*"));
        function.acceptWildcardResource(
                "*", "Describing subnets and endpoint services has no resource-level permission.");
    }

    /** The ids of the suitable subnets, known when CloudFormation deploys. */
    public List<String> of(IVpc vpc, String id, String serviceName) {
        var found = CustomResource.Builder.create(this, id)
                .resourceType("Custom::OpenEmrEndpointSubnets")
                .serviceToken(function.function().getFunctionArn())
                .serviceTimeout(Duration.minutes(5))
                .properties(new TreeMap<>(Map.of(
                        "ServiceName",
                        serviceName,
                        "Subnets",
                        vpc.getPrivateSubnets().stream()
                                .map(ISubnet::getSubnetId)
                                .toList())))
                .build();
        found.getNode().addDependency(function);
        return Fn.split(",", found.getAttString("SubnetIds"));
    }
}
