package org.openemr.aws.contracts.outputs;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.Layer;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SecurityGroupImportOptions;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;

/**
 * What NetworkStack gives to the layers below it.
 *
 * @param vpc the VPC with its private and public subnets
 * @param groups the security groups, whose rules live in NetworkStack alone
 * @param loadBalancer the internet-facing load balancer
 * @param publicHostName the name clients reach the load balancer by: the accelerator's when there is one
 */
public record NetworkOutputs(
        IVpc vpc, SecurityGroups groups, LoadBalancerReference loadBalancer, String publicHostName) {

    /**
     * The security groups of the deployment.
     *
     * @param tasks the OpenEMR, set-up and TLS material tasks
     * @param exportTask the task that copies files for analysis, when there is one
     */
    public record SecurityGroups(
            ISecurityGroup loadBalancer,
            ISecurityGroup tasks,
            ISecurityGroup database,
            ISecurityGroup cache,
            ISecurityGroup sitesFileSystem,
            ISecurityGroup sslFileSystem,
            Optional<ISecurityGroup> exportTask) {}

    /**
     * The load balancer, as listeners, records and alarms refer to it.
     *
     * @param arn its ARN
     * @param fullName the last part of the ARN, as CloudWatch names it
     * @param dnsName its own DNS name
     * @param hostedZoneId the hosted zone of its DNS name, for alias records
     */
    public record LoadBalancerReference(String arn, String fullName, String dnsName, String hostedZoneId) {}

    private static final Output<NetworkOutputs> VPC_ID =
            new Output<>("vpc-id", "VPC", outputs -> outputs.vpc().getVpcId());
    private static final Output<NetworkOutputs> VPC_CIDR = new Output<>(
            "vpc-cidr", "IPv4 block of the VPC", outputs -> outputs.vpc().getVpcCidrBlock());
    private static final Output<NetworkOutputs> LOAD_BALANCER_GROUP_ID =
            group("load-balancer", SecurityGroups::loadBalancer);
    private static final Output<NetworkOutputs> TASK_GROUP_ID = group("task", SecurityGroups::tasks);
    private static final Output<NetworkOutputs> DATABASE_GROUP_ID = group("database", SecurityGroups::database);
    private static final Output<NetworkOutputs> CACHE_GROUP_ID = group("cache", SecurityGroups::cache);
    private static final Output<NetworkOutputs> SITES_GROUP_ID =
            group("sites-file-system", SecurityGroups::sitesFileSystem);
    private static final Output<NetworkOutputs> SSL_GROUP_ID = group("ssl-file-system", SecurityGroups::sslFileSystem);
    private static final Output<NetworkOutputs> EXPORT_TASK_GROUP_ID =
            group("export-task", groups -> groups.exportTask().orElseThrow());
    private static final Output<NetworkOutputs> LOAD_BALANCER_ARN = new Output<>(
            "load-balancer-arn",
            "Load balancer",
            outputs -> outputs.loadBalancer().arn());
    private static final Output<NetworkOutputs> LOAD_BALANCER_FULL_NAME = new Output<>(
            "load-balancer-full-name",
            "Load balancer as CloudWatch names it",
            outputs -> outputs.loadBalancer().fullName());
    private static final Output<NetworkOutputs> LOAD_BALANCER_DNS_NAME = new Output<>(
            "load-balancer-dns-name",
            "DNS name of the load balancer",
            outputs -> outputs.loadBalancer().dnsName());
    private static final Output<NetworkOutputs> LOAD_BALANCER_ZONE_ID = new Output<>(
            "load-balancer-hosted-zone-id",
            "Hosted zone of that name",
            outputs -> outputs.loadBalancer().hostedZoneId());
    private static final Output<NetworkOutputs> PUBLIC_HOST_NAME =
            new Output<>("public-host-name", "Name that clients connect to", NetworkOutputs::publicHostName);

    /**
     * The list from which the parameters are written and read.
     *
     * @param zones the number of availability zones, hence of private and of public subnets
     * @param analytics whether files are copied for analysis
     */
    public static Contract<NetworkOutputs> contract(int zones, boolean analytics) {
        var fixed = Stream.of(
                VPC_ID,
                VPC_CIDR,
                LOAD_BALANCER_GROUP_ID,
                TASK_GROUP_ID,
                DATABASE_GROUP_ID,
                CACHE_GROUP_ID,
                SITES_GROUP_ID,
                SSL_GROUP_ID,
                LOAD_BALANCER_ARN,
                LOAD_BALANCER_FULL_NAME,
                LOAD_BALANCER_DNS_NAME,
                LOAD_BALANCER_ZONE_ID,
                PUBLIC_HOST_NAME);
        return new Contract<>(
                Layer.NETWORK,
                Stream.of(
                                fixed,
                                analytics ? Stream.of(EXPORT_TASK_GROUP_ID) : Stream.<Output<NetworkOutputs>>empty(),
                                privateSubnets(zones).stream(),
                                publicSubnets(zones).stream())
                        .flatMap(Function.identity())
                        .toList());
    }

    /** What a consumer may ask for; each part becomes a template parameter only when it is asked for, and only once. */
    public static Imported read(Stack stack, Deployment deployment, int zones) {
        return new Imported(contract(zones, true).reader(stack, deployment), zones);
    }

    private static Output<NetworkOutputs> group(String name, Function<SecurityGroups, ISecurityGroup> group) {
        return new Output<>(
                name + "-security-group-id",
                "Security group",
                outputs -> group.apply(outputs.groups()).getSecurityGroupId());
    }

    private static List<Output<NetworkOutputs>> privateSubnets(int zones) {
        return subnets("private", zones, IVpc::getPrivateSubnets);
    }

    private static List<Output<NetworkOutputs>> publicSubnets(int zones) {
        return subnets("public", zones, IVpc::getPublicSubnets);
    }

    private static List<Output<NetworkOutputs>> subnets(String kind, int zones, Function<IVpc, List<ISubnet>> subnets) {
        return IntStream.range(0, zones)
                .mapToObj(zone -> new Output<NetworkOutputs>(
                        "%s-subnet-%d-id".formatted(kind, zone + 1),
                        "Subnet in zone " + (zone + 1),
                        outputs -> subnets.apply(outputs.vpc()).get(zone).getSubnetId()))
                .toList();
    }

    /** The parts of the contract as constructs of the consumer; a stack asks for each at most once. */
    public static final class Imported {

        private final ContractReader<NetworkOutputs> contract;
        private final int zones;

        private Imported(ContractReader<NetworkOutputs> contract, int zones) {
            this.contract = contract;
            this.zones = zones;
        }

        /** The VPC with its private subnets; nothing below the network layer is placed in a public one. */
        public IVpc vpc() {
            var vpc = Vpc.fromVpcAttributes(
                    contract.imports(),
                    "Vpc",
                    VpcAttributes.builder()
                            .vpcId(contract.value(VPC_ID))
                            .availabilityZones(IntStream.range(0, zones)
                                    .mapToObj(zone -> Fn.select(zone, Fn.getAzs()))
                                    .toList())
                            .privateSubnetIds(privateSubnets(zones).stream()
                                    .map(contract::value)
                                    .toList())
                            .build());
            // Route tables matter to gateway endpoints only, and those are made in NetworkStack.
            Annotations.of(vpc).acknowledgeWarning("@aws-cdk/aws-ec2:noSubnetRouteTableId");
            return vpc;
        }

        public ISecurityGroup tasks() {
            return importGroup("Tasks", TASK_GROUP_ID);
        }

        /** Published only when there is an analytics environment. */
        public ISecurityGroup exportTask() {
            return importGroup("ExportTask", EXPORT_TASK_GROUP_ID);
        }

        public ISecurityGroup database() {
            return importGroup("Database", DATABASE_GROUP_ID);
        }

        public ISecurityGroup cache() {
            return importGroup("Cache", CACHE_GROUP_ID);
        }

        public ISecurityGroup sitesFileSystem() {
            return importGroup("SitesFileSystem", SITES_GROUP_ID);
        }

        public ISecurityGroup sslFileSystem() {
            return importGroup("SslFileSystem", SSL_GROUP_ID);
        }

        public String loadBalancerArn() {
            return contract.value(LOAD_BALANCER_ARN);
        }

        public String loadBalancerFullName() {
            return contract.value(LOAD_BALANCER_FULL_NAME);
        }

        public String loadBalancerDnsName() {
            return contract.value(LOAD_BALANCER_DNS_NAME);
        }

        public String loadBalancerHostedZoneId() {
            return contract.value(LOAD_BALANCER_ZONE_ID);
        }

        public String publicHostName() {
            return contract.value(PUBLIC_HOST_NAME);
        }

        /** Imported groups are never changed: all rules are in NetworkStack, so no cycle of rules can arise. */
        private ISecurityGroup importGroup(String id, Output<NetworkOutputs> groupId) {
            return SecurityGroup.fromSecurityGroupId(
                    contract.imports(),
                    id + "Group",
                    contract.value(groupId),
                    SecurityGroupImportOptions.builder()
                            .mutable(false)
                            .allowAllOutbound(false)
                            .build());
        }
    }
}
