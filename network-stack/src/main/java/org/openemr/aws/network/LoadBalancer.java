package org.openemr.aws.network;

import java.util.List;
import org.openemr.aws.constructs.compliance.Accepted;
import org.openemr.aws.constructs.contract.Publication;
import org.openemr.aws.constructs.contract.SecurityOutputs;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.NetworkContract;
import org.openemr.aws.settings.installation.Features;
import org.openemr.aws.settings.installation.LoadBalancerScheme;
import org.openemr.aws.settings.installation.NetworkSettings;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.DesyncMitigationMode;
import software.amazon.awscdk.services.elasticloadbalancingv2.IApplicationLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.IpAddressType;
import software.amazon.awscdk.services.elasticloadbalancingv2.XffHeaderProcessingMode;
import software.amazon.awscdk.services.wafv2.CfnWebACLAssociation;
import software.constructs.Construct;
import software.constructs.IDependable;

/** The load balancer with its web ACL and access logs; ComputeStack adds the listeners. */
final class LoadBalancer extends Construct {

    private final AccessLogs accessLogs;
    private final ApplicationLoadBalancer loadBalancer;

    LoadBalancer(
            Construct scope,
            Deployment deployment,
            Network network,
            SecurityGroups groups,
            NetworkSettings settings,
            Features features,
            SecurityOutputs security) {
        super(scope, "LoadBalancer");
        accessLogs = new AccessLogs(this, deployment, security.accessLogs());
        loadBalancer = ApplicationLoadBalancer.Builder.create(this, "LoadBalancer")
                .vpc(network.vpc())
                .vpcSubnets(network.subnetsFor(settings.scheme()))
                .securityGroup(groups.loadBalancer())
                .internetFacing(settings.scheme() == LoadBalancerScheme.INTERNET_FACING)
                .ipAddressType(features.dualStack() ? IpAddressType.DUAL_STACK : IpAddressType.IPV4)
                .idleTimeout(Duration.seconds(features.idleTimeout()))
                .dropInvalidHeaderFields(true)
                .desyncMitigationMode(DesyncMitigationMode.DEFENSIVE)
                .xffHeaderProcessingMode(XffHeaderProcessingMode.APPEND)
                .deletionProtection(deployment.dataOnDestroy().protectsFromDeletion())
                .build();
        if (!deployment.dataOnDestroy().protectsFromDeletion()) {
            Accepted.rule(
                    loadBalancer,
                    "ELBDeletionProtectionEnabled",
                    "A throw-away environment by setting, of which every synthesis warns; its deletion must not stop here.");
        }
        accessLogs.receiveFrom(loadBalancer);
        CfnWebACLAssociation.Builder.create(this, "WebAclAssociation")
                .resourceArn(loadBalancer.getLoadBalancerArn())
                .webAclArn(security.webAclArn())
                .build();
    }

    /**
     * Creates the load balancer after everything else that can fail: CloudFormation cannot take back a resource with
     * deletion protection when a first deployment rolls back.
     */
    void createAfter(List<IDependable> network, IDependable groups) {
        network.forEach(loadBalancer.getNode()::addDependency);
        loadBalancer.getNode().addDependency(groups);
    }

    IApplicationLoadBalancer loadBalancer() {
        return loadBalancer;
    }

    /** The last part of its ARN, as CloudWatch names it. */
    String fullName() {
        return loadBalancer.getLoadBalancerFullName();
    }

    String dnsName() {
        return loadBalancer.getLoadBalancerDnsName();
    }

    void publish(Publication publication) {
        publication
                .add(NetworkContract.LOAD_BALANCER_ARN, loadBalancer.getLoadBalancerArn())
                .add(NetworkContract.LOAD_BALANCER_FULL_NAME, fullName())
                .add(NetworkContract.LOAD_BALANCER_DNS_NAME, dnsName())
                .add(NetworkContract.LOAD_BALANCER_ZONE_ID, loadBalancer.getLoadBalancerCanonicalHostedZoneId());
    }
}
