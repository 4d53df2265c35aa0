package org.openemr.aws.constructs.contract;

import java.util.List;
import java.util.stream.IntStream;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.contracts.Names;
import org.openemr.aws.contracts.NetworkContract;
import org.openemr.aws.contracts.Output;
import org.openemr.aws.settings.installation.Features;
import org.openemr.aws.settings.installation.NetworkSettings;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SecurityGroupImportOptions;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;

/** What a stack takes from NetworkStack; each part becomes a template parameter when it is asked for. */
public final class NetworkOutputs {

    private final ContractReader contract;
    private final int zones;

    private NetworkOutputs(ContractReader contract, int zones) {
        this.contract = contract;
        this.zones = zones;
    }

    public static NetworkOutputs read(Stack stack, Names names, Features features) {
        return read(stack, names, features.zones());
    }

    /**
     * What a stack takes that needs to know nothing of the installation but the number of its zones.
     *
     * @param zones that number
     */
    public static NetworkOutputs read(Stack stack, Names names, int zones) {
        return new NetworkOutputs(new ContractReader(stack, names, Layer.NETWORK), zones);
    }

    /** The zones by position in the region, so that nothing is looked up when templates are made. */
    public static List<String> availabilityZones(int zones) {
        return IntStream.range(0, zones)
                .mapToObj(zone -> Fn.select(zone, Fn.getAzs()))
                .toList();
    }

    /** The VPC with its private subnets; nothing below the network layer is placed in a public one. */
    public IVpc vpc() {
        return contract.construct("Vpc", NetworkContract.VPC_ID, (scope, id, vpcId) -> {
            var vpc = Vpc.fromVpcAttributes(
                    scope,
                    id,
                    VpcAttributes.builder()
                            .vpcId(vpcId)
                            .availabilityZones(availabilityZones(zones))
                            .privateSubnetIds(NetworkContract.PRIVATE_SUBNET_IDS.subList(0, zones).stream()
                                    .map(contract::value)
                                    .toList())
                            .build());
            // Route tables matter to gateway endpoints only, and those are made in NetworkStack.
            Annotations.of(vpc).acknowledgeWarning("@aws-cdk/aws-ec2:noSubnetRouteTableId");
            return vpc;
        });
    }

    /**
     * The private subnets that an installation has whatever the number of its zones: for what another subnet would replace,
     * and lose what is in it.
     */
    public List<String> steadySubnetIds() {
        return NetworkContract.PRIVATE_SUBNET_IDS.subList(0, NetworkSettings.LEAST_ZONES).stream()
                .map(contract::value)
                .toList();
    }

    /** Of the OpenEMR, set-up and TLS material tasks. */
    public ISecurityGroup tasks() {
        return group("Tasks", NetworkContract.TASK_GROUP_ID);
    }

    /** Of the task that copies files for analysis; published with the analytics environment. */
    public ISecurityGroup exportTask() {
        return group("ExportTask", NetworkContract.EXPORT_TASK_GROUP_ID);
    }

    public ISecurityGroup database() {
        return group("Database", NetworkContract.DATABASE_GROUP_ID);
    }

    public ISecurityGroup cache() {
        return group("Cache", NetworkContract.CACHE_GROUP_ID);
    }

    public ISecurityGroup sitesFileSystem() {
        return group("SitesFileSystem", NetworkContract.SITES_GROUP_ID);
    }

    public ISecurityGroup sslFileSystem() {
        return group("SslFileSystem", NetworkContract.SSL_GROUP_ID);
    }

    public String loadBalancerArn() {
        return contract.value(NetworkContract.LOAD_BALANCER_ARN);
    }

    /** The last part of the load balancer's ARN, as CloudWatch names it. */
    public String loadBalancerFullName() {
        return contract.value(NetworkContract.LOAD_BALANCER_FULL_NAME);
    }

    public String loadBalancerDnsName() {
        return contract.value(NetworkContract.LOAD_BALANCER_DNS_NAME);
    }

    /** The hosted zone of the load balancer's own name, for alias records. */
    public String loadBalancerHostedZoneId() {
        return contract.value(NetworkContract.LOAD_BALANCER_ZONE_ID);
    }

    /** The name clients reach the load balancer by: the accelerator's when there is one. */
    public String publicHostName() {
        return contract.value(NetworkContract.PUBLIC_HOST_NAME);
    }

    /** Imported groups are never changed: all rules are in NetworkStack, so no cycle of rules can arise. */
    private ISecurityGroup group(String name, Output groupId) {
        return contract.construct(
                name + "Group",
                groupId,
                (scope, id, value) -> SecurityGroup.fromSecurityGroupId(
                        scope,
                        id,
                        value,
                        SecurityGroupImportOptions.builder()
                                .mutable(false)
                                .allowAllOutbound(false)
                                .build()));
    }
}
