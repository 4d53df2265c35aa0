package org.openemr.aws.constructs.function;

import java.util.List;
import java.util.Map;
import org.openemr.aws.constructs.compliance.Accepted;
import org.openemr.aws.constructs.permission.ResourceArn;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.Function;

/**
 * The private subnets of a VPC that a function reaches something in:
 * <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html">functions in a VPC</a>.
 *
 * @param vpc the VPC
 * @param group whom the function counts as
 */
public record VpcPlacement(IVpc vpc, ISecurityGroup group) {

    private static final List<String> INTERFACES = List.of(
            "ec2:AssignPrivateIpAddresses",
            "ec2:CreateNetworkInterface",
            "ec2:DeleteNetworkInterface",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSubnets",
            "ec2:UnassignPrivateIpAddresses");

    void place(Function.Builder function) {
        function.vpc(vpc)
                .vpcSubnets(SubnetSelection.builder()
                        .subnets(vpc.getPrivateSubnets())
                        .build())
                .securityGroups(List.of(group));
    }

    /** Lambda makes the interfaces with the role of the function; the function itself may not. */
    static void allowInterfaces(Role role, String functionName) {
        role.addToPrincipalPolicy(PolicyStatement.Builder.create()
                .actions(INTERFACES)
                .resources(List.of("*"))
                .build());
        role.addToPrincipalPolicy(PolicyStatement.Builder.create()
                .effect(Effect.DENY)
                .actions(INTERFACES)
                .resources(List.of("*"))
                .conditions(Map.of(
                        "ArnEquals",
                        Map.of("lambda:SourceFunctionArn", ResourceArn.of("lambda", "function:" + functionName))))
                .build());
        Accepted.wildcardResource(
                role,
                "*",
                "Tracing has no resource-level permission (X-Ray, PutTraceSegments), and Lambda makes the interfaces of the function, whose"
                        + " ids nobody knows before; code of the function is denied it.");
    }
}
