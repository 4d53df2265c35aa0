package org.openemr.aws.network;

import java.util.List;
import org.openemr.aws.constructs.contract.NetworkOutputs;
import org.openemr.aws.settings.installation.GivenNetwork;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.constructs.Construct;
import software.constructs.IDependable;

/** A VPC of somebody else's: nothing in it is made, changed or logged. */
final class GivenVpc implements Network {

    private final IVpc vpc;

    GivenVpc(Construct scope, GivenNetwork given) {
        vpc = Vpc.fromVpcAttributes(
                scope,
                "GivenVpc",
                VpcAttributes.builder()
                        .vpcId(given.vpcId())
                        .availabilityZones(NetworkOutputs.availabilityZones(
                                given.privateSubnetIds().size()))
                        .privateSubnetIds(given.privateSubnetIds())
                        .publicSubnetIds(given.publicSubnetIds().isEmpty() ? null : given.publicSubnetIds())
                        .build());
        // Route tables matter to gateway endpoints only, and those are the owner's.
        Annotations.of(vpc).acknowledgeWarning("@aws-cdk/aws-ec2:noSubnetRouteTableId");
    }

    @Override
    public IVpc vpc() {
        return vpc;
    }

    @Override
    public List<String> natGatewayIds() {
        return List.of();
    }

    @Override
    public List<IDependable> parts() {
        return List.of();
    }
}
