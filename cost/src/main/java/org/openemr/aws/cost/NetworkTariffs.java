package org.openemr.aws.cost;

import static org.openemr.aws.cost.Usage.HOURS;

import java.util.Map;
import java.util.stream.Stream;

/** Networks, load balancers, accelerators and web ACLs. */
final class NetworkTariffs {

    static final Map<String, Tariff> BY_TYPE = Map.of(
            "AWS::EC2::NatGateway", NetworkTariffs::natGateway,
            "AWS::EC2::EIP", Tariff.standing(Part.NETWORK, "public-address", HOURS, "nat_gateways"),
            "AWS::EC2::VPCEndpoint", NetworkTariffs::endpoint,
            "AWS::EC2::FlowLog", NetworkTariffs::flowLog,
            "AWS::ElasticLoadBalancingV2::LoadBalancer", NetworkTariffs::loadBalancer,
            "AWS::GlobalAccelerator::Accelerator", NetworkTariffs::accelerator,
            "AWS::WAFv2::WebACL", NetworkTariffs::webAcl,
            "AWS::WAFv2::LoggingConfiguration", NetworkTariffs::webAclLog);

    /** What tasks fetch and send in a month: images, updates, messages to programs elsewhere. */
    private static final double NAT_GB = 10;

    /** What an idle deployment writes of flow logs in a month. */
    private static final double IDLE_FLOWS_GB = 0.5;

    /** <a href="https://docs.aws.amazon.com/global-accelerator/latest/dg/introduction-components.html">Components of an accelerator</a>. */
    private static final int ADDRESSES_OF_AN_ACCELERATOR = 2;

    /** How long the bucket of access logs keeps them. */
    private static final int MONTHS_OF_ACCESS_LOGS = 12;

    private NetworkTariffs() {}

    private static Stream<Charge> natGateway(DeployedResource gateway, Installation installation) {
        return Stream.of(
                new Charge(Part.NETWORK, "nat-gateway", HOURS, "nat_gateways"),
                new Charge(
                        Part.NETWORK,
                        "nat-data",
                        NAT_GB / installation.ofType(gateway.type()).count(),
                        "image_mirror"));
    }

    /** Gateway endpoints cost nothing; an interface endpoint is paid in each zone. */
    private static Stream<Charge> endpoint(DeployedResource endpoint, Installation installation) {
        return endpoint.properties().path("VpcEndpointType").asText().equals("Interface")
                ? Stream.of(new Charge(
                        Part.NETWORK, "endpoint", HOURS * installation.zones(), keyOfEndpoint(endpoint.stack())))
                : Stream.empty();
    }

    private static String keyOfEndpoint(String stack) {
        return switch (stack) {
            case "DnsStack" -> "configure_ses";
            case "DataStack" -> "enable_bedrock_integration, enable_data_api";
            case "AnalyticsStack" -> "create_serverless_analytics_environment";
            default -> "enable_vpc_endpoints";
        };
    }

    private static Stream<Charge> flowLog(DeployedResource log, Installation installation) {
        return Stream.of(new Charge(
                Part.LOGS_AND_ALARMS,
                "logs",
                IDLE_FLOWS_GB + installation.usage().allRequests() * Usage.REQUEST_GB,
                Charge.USERS));
    }

    private static Stream<Charge> loadBalancer(DeployedResource balancer, Installation installation) {
        var usage = installation.usage();
        var outside = balancer.properties().path("Scheme").asText().equals("internet-facing");
        return Stream.of(
                new Charge(Part.LOAD_BALANCER, "load-balancer", HOURS, ""),
                new Charge(
                        Part.LOAD_BALANCER,
                        "public-address",
                        outside ? HOURS * balancer.count("Subnets") : 0,
                        "load_balancer_scheme, availability_zones"),
                new Charge(Part.LOAD_BALANCER, "load-balancer-capacity", usage.answersGb(), Charge.USERS),
                new Charge(Part.LOAD_BALANCER, "transfer-out", outside ? usage.answersGb() : 0, Charge.USERS),
                new Charge(
                        Part.BUCKETS,
                        "bucket-storage",
                        MONTHS_OF_ACCESS_LOGS * usage.allRequests() * Usage.REQUEST_GB,
                        Charge.USERS));
    }

    private static Stream<Charge> accelerator(DeployedResource accelerator, Installation installation) {
        return Stream.of(
                new Charge(Part.LOAD_BALANCER, "accelerator", HOURS, "enable_global_accelerator"),
                new Charge(
                        Part.LOAD_BALANCER,
                        "public-address",
                        ADDRESSES_OF_AN_ACCELERATOR * HOURS,
                        "enable_global_accelerator"),
                new Charge(
                        Part.LOAD_BALANCER,
                        "accelerator-data",
                        installation.usage().answersGb(),
                        Charge.USERS));
    }

    private static Stream<Charge> webAcl(DeployedResource acl, Installation installation) {
        return Stream.of(
                new Charge(Part.FIREWALL, "web-acl", 1, ""),
                new Charge(Part.FIREWALL, "web-acl-rule", acl.count("Rules"), "waf_block_bots"),
                new Charge(
                        Part.FIREWALL, "web-acl-requests", installation.usage().allRequests() / 1e6, Charge.USERS));
    }

    /** All requests are in it, unless a filter leaves some out. */
    private static Stream<Charge> webAclLog(DeployedResource log, Installation installation) {
        var all = log.properties().path("LoggingFilter").isMissingNode();
        return Stream.of(new Charge(
                Part.LOGS_AND_ALARMS,
                "logs",
                all ? installation.usage().allRequests() * 3 * Usage.REQUEST_GB : 0,
                Charge.USERS));
    }
}
