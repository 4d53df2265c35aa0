package org.openemr.aws.constructs.function;

import java.util.List;
import java.util.Map;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.Layer;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.ec2.CfnVPCEndpoint;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.IVpc;
import software.constructs.Construct;

/**
 * Interface endpoints of a layer in the private subnets of a VPC. Not every service is offered in every zone: a function finds out, in
 * the account and during deployment, which of the subnets each can be placed in.
 */
public final class InterfaceEndpoints extends Construct {

    private static final Duration TIMEOUT = Duration.minutes(2);

    private final Construct scope;
    private final IVpc vpc;
    private final HandlerFunction function;

    /**
     * Creates the function.
     *
     * @param scope where the endpoints are, too
     */
    public InterfaceEndpoints(Construct scope, Deployment deployment, Layer layer, IVpc vpc, FunctionSupport support) {
        super(scope, "EndpointSubnets");
        this.scope = scope;
        this.vpc = vpc;
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

    /**
     * Creates an endpoint, which answers to the usual name of the service inside the VPC.
     *
     * @param service its name in the region, such as {@code ecr.api}
     * @param group who may connect
     * @param subnetsId the id of what finds its subnets
     */
    public CfnVPCEndpoint create(String id, String service, ISecurityGroup group, String subnetsId) {
        var serviceName = "com.amazonaws." + Aws.REGION + "." + service;
        return CfnVPCEndpoint.Builder.create(scope, id)
                .vpcEndpointType("Interface")
                .vpcId(vpc.getVpcId())
                .serviceName(serviceName)
                .privateDnsEnabled(true)
                .securityGroupIds(List.of(group.getSecurityGroupId()))
                .subnetIds(subnets(subnetsId, serviceName))
                .build();
    }

    /** The ids of the suitable subnets, known when CloudFormation deploys. */
    private List<String> subnets(String id, String serviceName) {
        var found = function.customResource(
                this,
                id,
                "Custom::OpenEmrEndpointSubnets",
                Map.of(
                        "ServiceName",
                        serviceName,
                        "Subnets",
                        vpc.getPrivateSubnets().stream()
                                .map(ISubnet::getSubnetId)
                                .toList()));
        return Fn.split(",", found.getAttString("SubnetIds"));
    }
}
