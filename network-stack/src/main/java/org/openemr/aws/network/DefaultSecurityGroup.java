package org.openemr.aws.network;

import java.util.List;
import java.util.Map;
import org.openemr.aws.constructs.compliance.Accepted;
import org.openemr.aws.constructs.function.FunctionHandler;
import org.openemr.aws.constructs.function.FunctionSupport;
import org.openemr.aws.constructs.function.HandlerFunction;
import org.openemr.aws.constructs.permission.ResourceArn;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.ProjectVersion;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ec2.Vpc;
import software.constructs.Construct;

/**
 * Closes the default security group of the VPC, after everything that makes the VPC: a VPC that gets IPv6 addresses gets a rule for them,
 * which the CDK's own way of closing the group leaves.
 */
final class DefaultSecurityGroup extends Construct {

    private static final Duration TIMEOUT = Duration.minutes(2);

    DefaultSecurityGroup(Construct scope, Deployment deployment, Vpc vpc, FunctionSupport support) {
        super(scope, "DefaultSecurityGroup");
        var group = vpc.getVpcDefaultSecurityGroup();
        var function = new HandlerFunction(
                this,
                "Function",
                deployment,
                FunctionHandler.DEFAULT_SECURITY_GROUP,
                support,
                HandlerFunction.Options.timeout(TIMEOUT));
        function.allow(List.of("ec2:DescribeSecurityGroupRules"), List.of("*"));
        function.acceptWildcardResource("*", "ec2:DescribeSecurityGroupRules has no resource-level permission.");
        function.allow(
                List.of("ec2:RevokeSecurityGroupEgress", "ec2:RevokeSecurityGroupIngress"),
                List.of(ResourceArn.of("ec2", "security-group/" + group)));
        // With each release anew: somebody may have opened it since.
        var closed = function.customResource(
                this,
                "Resource",
                "Custom::OpenEmrDefaultSecurityGroup",
                Map.of("GroupId", group, "Release", ProjectVersion.current()));
        closed.getNode().addDependency(vpc);
        Accepted.rule(vpc, "VPCDefaultSecurityGroupClosed", "DefaultSecurityGroup takes every rule off it.");
    }
}
