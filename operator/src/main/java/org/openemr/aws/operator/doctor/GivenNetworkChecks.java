package org.openemr.aws.operator.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.operator.status.Finding;
import org.openemr.aws.operator.status.Look;
import org.openemr.aws.settings.installation.GivenNetwork;
import org.openemr.aws.settings.installation.InstallationSettings;
import org.openemr.aws.settings.installation.LoadBalancerScheme;
import org.openemr.aws.settings.installation.NetworkSettings;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcAttributeName;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/** What cannot be seen in the settings of a VPC that somebody else owns: whether it is as OpenEMR needs it. */
final class GivenNetworkChecks {

    private static final String VPC = "given VPC";
    private static final String PRIVATE = "private subnets";
    private static final String PUBLIC = "public subnets";
    private static final String WAY_OUT = "way out";

    /**
     * Of each subnet of a load balancer: <a
     * href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html">subnets</a>.
     */
    private static final int FREE_FOR_THE_LOAD_BALANCER = 8;

    /** Database, cache, mount targets and one-off tasks, beside the tasks of the service. */
    private static final int FREE_FOR_STORES = 16;

    /** What tasks call by endpoints of the owner's, where there is no way to the internet. */
    private static final Set<String> WITHOUT_INTERNET =
            new TreeSet<>(Set.of("ecr.api", "ecr.dkr", "logs", "secretsmanager", "ssm"));

    /** What functions call beside that, which change credentials. */
    private static final Set<String> OF_ROTATION = new TreeSet<>(Set.of("ecs", "elasticache", "states"));

    private static final String EVERYWHERE = "0.0.0.0/0";

    private final Ec2Client ec2;
    private final String region;
    private final InstallationSettings installation;
    private final NetworkSettings settings;
    private final GivenNetwork given;

    private GivenNetworkChecks(Aws aws, InstallationSettings installation, GivenNetwork given) {
        this.ec2 = aws.client(Ec2Client.builder());
        this.region = aws.region().id();
        this.installation = installation;
        this.settings = installation.network();
        this.given = given;
    }

    /** The looks; none when the deployment has a VPC of its own. */
    static List<Look> looks(Aws aws, InstallationSettings settings) {
        return settings.network()
                .given()
                .map(given -> new GivenNetworkChecks(aws, settings, given).looks())
                .orElse(List.of());
    }

    private List<Look> looks() {
        var looks = new ArrayList<>(List.of(
                Look.at(VPC, this::vpc), Look.at(PRIVATE, this::privateSubnets), Look.at(WAY_OUT, this::wayOut)));
        if (settings.scheme() == LoadBalancerScheme.INTERNET_FACING) {
            looks.add(Look.at(PUBLIC, this::publicSubnets));
        }
        return looks;
    }

    private Finding vpc() {
        var vpc = ec2.describeVpcs(describe -> describe.vpcIds(given.vpcId()))
                .vpcs()
                .get(0);
        if (!isOn(VpcAttributeName.ENABLE_DNS_SUPPORT) || !isOn(VpcAttributeName.ENABLE_DNS_HOSTNAMES)) {
            return Finding.fail(
                    VPC, "resolves no names of stores", "Ask its owner to turn on DNS resolution and DNS host names");
        }
        return servers(vpc)
                .filter(servers -> !servers.contains("AmazonProvidedDNS"))
                .map(
                        servers -> Finding.fail(
                                VPC,
                                "asks " + String.join(", ", servers)
                                        + " for names, which no security group of ours admits",
                                "Ask its owner for AmazonProvidedDNS in the DHCP options, with rules that forward what is theirs"))
                .orElseGet(() -> Finding.pass(VPC, given.vpcId()));
    }

    private boolean isOn(VpcAttributeName attribute) {
        var answer = ec2.describeVpcAttribute(
                describe -> describe.vpcId(given.vpcId()).attribute(attribute));
        return Boolean.TRUE.equals(
                attribute == VpcAttributeName.ENABLE_DNS_SUPPORT
                        ? answer.enableDnsSupport().value()
                        : answer.enableDnsHostnames().value());
    }

    /** The name servers that the DHCP options set; without options, or without servers in them, they are Amazon's. */
    private Optional<List<String>> servers(Vpc vpc) {
        return Optional.ofNullable(vpc.dhcpOptionsId())
                .filter(id -> id.startsWith("dopt-"))
                .flatMap(id -> ec2.describeDhcpOptions(describe -> describe.dhcpOptionsIds(id)).dhcpOptions().stream()
                        .flatMap(options -> options.dhcpConfigurations().stream())
                        .filter(option -> option.key().equals("domain-name-servers"))
                        .map(option -> option.values().stream()
                                .map(value -> value.value())
                                .toList())
                        .findFirst());
    }

    private Finding privateSubnets() {
        var internal = settings.scheme() == LoadBalancerScheme.INTERNAL;
        // A rolling deployment has twice the tasks for a while.
        var tasks = 2.0
                * installation.compute().maximumTasks()
                / given.privateSubnetIds().size();
        return subnets(
                PRIVATE,
                described(given.privateSubnetIds()),
                FREE_FOR_STORES + (int) Math.ceil(tasks) + (internal ? FREE_FOR_THE_LOAD_BALANCER : 0),
                internal);
    }

    private Finding publicSubnets() {
        var subnets = described(given.publicSubnetIds());
        var checked = subnets(PUBLIC, subnets, FREE_FOR_THE_LOAD_BALANCER, true);
        if (checked.grade() == Finding.Grade.FAIL) {
            return checked;
        }
        var ofTasks = zones(described(given.privateSubnetIds()));
        var ofLoadBalancer = zones(subnets);
        if (!ofTasks.equals(ofLoadBalancer)) {
            return Finding.fail(
                    PUBLIC,
                    "are in %s, and the private ones in %s".formatted(text(ofLoadBalancer), text(ofTasks)),
                    "Name subnets of the same zones: a load balancer reaches tasks in its own zones only");
        }
        return given.publicSubnetIds().stream()
                .flatMap(id -> notPublic(id).stream())
                .findFirst()
                .orElse(checked);
    }

    private Finding subnets(String what, List<Subnet> subnets, int wanted, boolean isOfLoadBalancer) {
        var zones = zones(subnets);
        return Stream.of(
                        subnets.stream()
                                .filter(subnet -> !subnet.vpcId().equals(given.vpcId()))
                                .map(subnet -> Finding.fail(
                                        what, subnet.subnetId() + " is in " + subnet.vpcId(), "Name subnets of vpc_id"))
                                .findFirst(),
                        Optional.of(Finding.fail(
                                        what, "are in " + text(zones), "Name subnets in " + subnets.size() + " zones"))
                                .filter(finding -> zones.size() < subnets.size()),
                        subnets.stream()
                                .filter(subnet -> isOfLoadBalancer
                                        && !settings.ipv6Ranges().isEmpty())
                                .filter(subnet ->
                                        subnet.ipv6CidrBlockAssociationSet().isEmpty())
                                .map(subnet -> Finding.fail(
                                        what,
                                        subnet.subnetId() + " has no IPv6 block",
                                        "Ask its owner for one, or leave security_group_ip_range_ipv6 out"))
                                .findFirst(),
                        subnets.stream()
                                .filter(subnet -> subnet.availableIpAddressCount() < wanted)
                                .map(subnet -> Finding.warn(
                                        what,
                                        "%s has %d free addresses, a first deployment and its largest service need %d"
                                                .formatted(subnet.subnetId(), subnet.availableIpAddressCount(), wanted),
                                        "Name larger subnets, or lower openemr_service_fargate_maximum_capacity"))
                                .findFirst())
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> Finding.pass(what, text(zones)));
    }

    /** An internet gateway; or an appliance before it, which only its owner knows. */
    private Optional<Finding> notPublic(String subnet) {
        var route = toEverywhere(routes(subnet));
        var target = route.map(Route::gatewayId).orElse("");
        if (target.startsWith("igw-")) {
            return Optional.empty();
        }
        return Optional.of(
                target.startsWith("vpce-")
                        ? Finding.warn(
                                PUBLIC,
                                subnet + " reaches the internet by " + target,
                                "Make sure that what comes in goes by it as well")
                        : Finding.fail(PUBLIC, subnet + " has no route to an internet gateway", "Name public subnets"));
    }

    private Finding wayOut() {
        return given.privateSubnetIds().stream()
                .flatMap(id -> withoutWayOut(id).stream())
                .findFirst()
                .orElseGet(() -> Finding.pass(WAY_OUT, "each private subnet has one, or what it needs instead"));
    }

    private Optional<Finding> withoutWayOut(String subnet) {
        var routes = routes(subnet);
        var route = toEverywhere(routes);
        if (route.map(Route::gatewayId).filter(id -> id.startsWith("igw-")).isPresent()) {
            return Optional.of(Finding.fail(
                    WAY_OUT, subnet + " is public: its route goes to an internet gateway", "Name private subnets"));
        }
        if (route.isPresent()) {
            return Optional.empty();
        }
        if (!installation.data().imageMirror() || installation.analytics().wanted()) {
            return Optional.of(
                    Finding.fail(
                            WAY_OUT,
                            subnet + " has no route to the internet, where images and packages are",
                            "Ask its owner for a route by a NAT or transit gateway, or set image_mirror and leave analytics off"));
        }
        var missing = missingEndpoints(routes);
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.fail(
                        WAY_OUT,
                        "%s has neither a route to the internet nor endpoints of %s"
                                .formatted(subnet, String.join(", ", missing)),
                        "Ask its owner for them, with private DNS and a group that admits the subnet"));
    }

    /** The owner's endpoints that are not there; whether their groups admit our tasks only the first deployment shows. */
    private Set<String> missingEndpoints(List<Route> routes) {
        var endpoints = ec2.describeVpcEndpointsPaginator(
                describe -> describe.filters(filters(Map.of("vpc-id", given.vpcId()))));
        var present = endpoints.vpcEndpoints().stream()
                .filter(endpoint -> "available".equalsIgnoreCase(endpoint.stateAsString()))
                .filter(endpoint -> Boolean.TRUE.equals(endpoint.privateDnsEnabled()))
                .map(VpcEndpoint::serviceName)
                .collect(Collectors.toSet());
        var missing = new TreeSet<>(WITHOUT_INTERNET);
        if (installation.rotation().wanted()) {
            missing.addAll(OF_ROTATION);
        }
        missing.removeIf(service -> present.contains("com.amazonaws.%s.%s".formatted(region, service)));
        var reachesS3 = routes.stream()
                .anyMatch(route -> route.destinationPrefixListId() != null
                        && String.valueOf(route.gatewayId()).startsWith("vpce-")
                        && route.state() == RouteState.ACTIVE);
        if (!reachesS3 && !present.contains("com.amazonaws.%s.s3".formatted(region))) {
            missing.add("s3");
        }
        return missing;
    }

    private static Optional<Route> toEverywhere(List<Route> routes) {
        return routes.stream()
                .filter(route -> EVERYWHERE.equals(route.destinationCidrBlock()))
                .filter(route -> route.state() != RouteState.BLACKHOLE)
                .findFirst();
    }

    /** The routes of a subnet: of its own table, or of the main one of the VPC. */
    private List<Route> routes(String subnet) {
        return table("association.subnet-id", subnet)
                .or(() -> table("association.main", "true"))
                .orElse(List.of());
    }

    private Optional<List<Route>> table(String filter, String value) {
        var filters = filters(Map.of("vpc-id", given.vpcId(), filter, value));
        return ec2.describeRouteTables(describe -> describe.filters(filters)).routeTables().stream()
                .map(table -> table.routes())
                .findFirst();
    }

    private List<Subnet> described(List<String> ids) {
        return ec2.describeSubnets(describe -> describe.subnetIds(ids)).subnets();
    }

    private static Set<String> zones(List<Subnet> subnets) {
        return subnets.stream().map(Subnet::availabilityZone).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(Set<String> zones) {
        return String.join(", ", zones);
    }

    private static List<Filter> filters(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> Filter.builder()
                        .name(entry.getKey())
                        .values(entry.getValue())
                        .build())
                .toList();
    }
}
