package org.openemr.aws.dns;

import java.util.List;
import org.openemr.aws.constructs.function.EndpointSubnets;
import org.openemr.aws.constructs.function.FunctionSupport;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.Layer;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.ec2.CfnVPCEndpoint;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.constructs.Construct;

/**
 * The SMTP interface of Amazon SES inside the VPC, under its usual name: mail leaves no other way than to SES. Tasks alone
 * reach it, on the submission port.
 */
final class SmtpEndpoint extends Construct {

    private static final int SUBMISSION = 587;

    SmtpEndpoint(Construct scope, Deployment deployment, IVpc vpc, ISecurityGroup tasks, FunctionSupport support) {
        super(scope, "SmtpEndpoint");
        var group = SecurityGroup.Builder.create(this, "Group")
                .vpc(vpc)
                .description("SMTP endpoint of Amazon SES")
                .allowAllOutbound(false)
                .build();
        group.addIngressRule(tasks, Port.tcp(SUBMISSION), "Mail submission over TLS");
        var serviceName = "com.amazonaws." + Aws.REGION + ".email-smtp";
        CfnVPCEndpoint.Builder.create(this, "Endpoint")
                .vpcEndpointType("Interface")
                .vpcId(vpc.getVpcId())
                .serviceName(serviceName)
                .privateDnsEnabled(true)
                .securityGroupIds(List.of(group.getSecurityGroupId()))
                .subnetIds(new EndpointSubnets(this, deployment, Layer.DNS, support).of(vpc, "Subnets", serviceName))
                .build();
    }

    /** The host name, which the endpoint answers for inside the VPC. */
    static String hostName() {
        return "email-smtp." + Aws.REGION + "." + Aws.URL_SUFFIX;
    }
}
