package org.openemr.aws.dns;

import org.openemr.aws.constructs.function.FunctionSupport;
import org.openemr.aws.constructs.function.InterfaceEndpoints;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.Layer;
import software.amazon.awscdk.Aws;
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
        new InterfaceEndpoints(this, deployment, Layer.DNS, vpc, support)
                .create("Endpoint", "email-smtp", group, "Subnets");
    }

    /** The host name, which the endpoint answers for inside the VPC. */
    static String hostName() {
        return "email-smtp." + Aws.REGION + "." + Aws.URL_SUFFIX;
    }
}
