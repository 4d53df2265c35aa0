package org.openemr.aws.network;

import java.util.List;
import org.openemr.aws.constructs.contract.Publication;
import org.openemr.aws.contracts.NetworkContract;
import org.openemr.aws.contracts.Output;
import org.openemr.aws.settings.installation.LoadBalancerScheme;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.constructs.IDependable;

/** The VPC that the deployment is in: its own, or a given one. */
interface Network {

    IVpc vpc();

    /** The NAT gateways that are the deployment's own. */
    List<String> natGatewayIds();

    /** What must be there before something is made that cannot be taken back. */
    List<IDependable> parts();

    /** Where a load balancer of a scheme is placed. */
    default SubnetSelection subnetsFor(LoadBalancerScheme scheme) {
        return SubnetSelection.builder()
                .subnets(scheme == LoadBalancerScheme.INTERNAL ? vpc().getPrivateSubnets() : vpc().getPublicSubnets())
                .build();
    }

    default void publish(Publication publication) {
        publication.add(NetworkContract.VPC_ID, vpc().getVpcId());
        publish(publication, NetworkContract.PRIVATE_SUBNET_IDS, vpc().getPrivateSubnets());
        publish(publication, NetworkContract.PUBLIC_SUBNET_IDS, vpc().getPublicSubnets());
    }

    private static void publish(Publication publication, List<Output> ids, List<ISubnet> subnets) {
        for (var zone = 0; zone < subnets.size(); zone++) {
            publication.add(ids.get(zone), subnets.get(zone).getSubnetId());
        }
    }
}
