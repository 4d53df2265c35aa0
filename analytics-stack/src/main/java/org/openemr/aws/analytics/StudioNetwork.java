package org.openemr.aws.analytics;

import org.openemr.aws.constructs.function.InterfaceEndpoints;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.Layer;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.constructs.Construct;

/**
 * The security group of Studio's apps and the endpoints of SageMaker's APIs inside a VPC of our own, which admit that group only, see
 * <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/studio-notebooks-and-internet-access.html">VPC only mode</a>.
 * S3 is reached through the gateway endpoint of NetworkStack.
 */
final class StudioNetwork extends Construct {

    private static final int HTTPS = 443;
    private static final int NFS = 2049;
    private static final int FIRST_APP_PORT = 8192;
    private static final int LAST_APP_PORT = 65_535;

    private final ISecurityGroup group;

    StudioNetwork(Construct scope, Deployment deployment, Upstream upstream) {
        super(scope, "Network");
        group = group("Group", upstream, "Apps of SageMaker Studio");
        group.addEgressRule(Peer.anyIpv4(), Port.tcp(HTTPS), "AWS APIs and package registries");
        betweenApps(Port.tcp(NFS), "Home directories");
        betweenApps(Port.tcpRange(FIRST_APP_PORT, LAST_APP_PORT), "Apps and their kernels");
        if (upstream.ownVpc()) {
            endpoints(deployment, upstream);
        }
    }

    ISecurityGroup group() {
        return group;
    }

    private void betweenApps(Port port, String why) {
        group.addIngressRule(group, port, why);
        group.addEgressRule(group, port, why);
    }

    private void endpoints(Deployment deployment, Upstream upstream) {
        var endpointGroup = group("EndpointGroup", upstream, "Endpoints of SageMaker");
        endpointGroup.addIngressRule(group, Port.tcp(HTTPS), "Calls of the APIs of SageMaker");
        var endpoints = new InterfaceEndpoints(this, deployment, Layer.ANALYTICS, upstream.vpc(), upstream.functions());
        endpoints.create("ApiEndpoint", "sagemaker.api", endpointGroup, "ApiSubnets");
        endpoints.create("RuntimeEndpoint", "sagemaker.runtime", endpointGroup, "RuntimeSubnets");
    }

    private ISecurityGroup group(String id, Upstream upstream, String description) {
        return SecurityGroup.Builder.create(this, id)
                .vpc(upstream.vpc())
                .description(description)
                .allowAllOutbound(false)
                .build();
    }
}
