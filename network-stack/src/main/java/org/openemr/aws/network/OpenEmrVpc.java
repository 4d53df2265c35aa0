package org.openemr.aws.network;

import java.util.List;
import org.openemr.aws.constructs.compliance.Accepted;
import org.openemr.aws.constructs.contract.Publication;
import org.openemr.aws.constructs.function.FunctionSupport;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.NetworkContract;
import org.openemr.aws.settings.installation.NetworkSettings;
import software.amazon.awscdk.services.ec2.CfnNatGateway;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.IpProtocol;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.constructs.Construct;
import software.constructs.IDependable;

/**
 * The VPC: in each zone a public subnet for the load balancer and the NAT gateway, and a private one for everything else.
 * S3 is reached through a gateway endpoint, which costs nothing. Addresses are planned for as many zones as there may be, and
 * always of both versions, so that a zone, or clients over IPv6, can come later: subnets in use cannot change theirs.
 */
final class OpenEmrVpc extends Construct implements Network {

    private final IVpc vpc;
    private final FlowLogs flowLogs;

    OpenEmrVpc(Construct scope, Deployment deployment, NetworkSettings settings, FunctionSupport support) {
        super(scope, "Network");
        var created = Vpc.Builder.create(this, "Vpc")
                .ipAddresses(IpAddresses.cidr(settings.vpcCidr()))
                .ipProtocol(IpProtocol.DUAL_STACK)
                .maxAzs(settings.zones())
                .reservedAzs(NetworkSettings.MOST_ZONES - settings.zones())
                .natGateways(settings.natGateways())
                .restrictDefaultSecurityGroup(false)
                .subnetConfiguration(List.of(
                        subnets("private-subnet", SubnetType.PRIVATE_WITH_EGRESS)
                                .build(),
                        subnets("public-subnet", SubnetType.PUBLIC)
                                .mapPublicIpOnLaunch(false)
                                .build()))
                .build();
        created.addGatewayEndpoint(
                "S3",
                GatewayVpcEndpointOptions.builder()
                        .service(GatewayVpcEndpointAwsService.S3)
                        .build());
        created.getPublicSubnets()
                .forEach(subnet -> Accepted.rule(
                        subnet,
                        "VPCNoUnrestrictedRouteToIGW",
                        "The load balancer and the NAT gateways need the internet; nothing else is in these subnets, and"
                                + " nothing gets a public address by itself."));
        new DefaultSecurityGroup(this, deployment, created, support);
        vpc = created;
        flowLogs = new FlowLogs(scope, deployment, vpc, support.logKey());
    }

    /** The NAT gateways, which only their resources know. */
    @Override
    public List<String> natGatewayIds() {
        return vpc.getNode().findAll().stream()
                .filter(CfnNatGateway.class::isInstance)
                .map(gateway -> ((CfnNatGateway) gateway).getRef())
                .toList();
    }

    @Override
    public IVpc vpc() {
        return vpc;
    }

    @Override
    public void publish(Publication publication) {
        Network.super.publish(publication);
        publication.add(NetworkContract.VPC_CIDR, vpc.getVpcCidrBlock());
    }

    @Override
    public List<IDependable> parts() {
        return List.of(this, flowLogs);
    }

    /** Nothing has an IPv6 address by being in a subnet: the load balancer takes one when it is dual-stack. */
    private static SubnetConfiguration.Builder subnets(String name, SubnetType type) {
        return SubnetConfiguration.builder().name(name).subnetType(type).ipv6AssignAddressOnCreation(false);
    }
}
