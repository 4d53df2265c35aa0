package org.openemr.aws.contracts;

import java.util.List;
import java.util.stream.IntStream;
import org.openemr.aws.settings.installation.NetworkSettings;

/** What NetworkStack publishes. */
public final class NetworkContract {

    /** The declarations below. */
    public static final Contract CONTRACT = new Contract(Layer.NETWORK);

    private static final String SECURITY_GROUP = "Security group";

    public static final Output VPC_ID = CONTRACT.output("vpc-id", "VPC");

    /** Published of a VPC of the deployment's own. */
    public static final Output VPC_CIDR = CONTRACT.optional("vpc-cidr", "IPv4 block of the VPC");

    public static final Output LOAD_BALANCER_GROUP_ID = group("load-balancer");
    public static final Output TASK_GROUP_ID = group("task");
    public static final Output DATABASE_GROUP_ID = group("database");
    public static final Output CACHE_GROUP_ID = group("cache");
    public static final Output SITES_GROUP_ID = group("sites-file-system");
    public static final Output SSL_GROUP_ID = group("ssl-file-system");

    /** Published with the analytics environment. */
    public static final Output EXPORT_TASK_GROUP_ID = CONTRACT.optional(groupName("export-task"), SECURITY_GROUP);

    public static final Output LOAD_BALANCER_ARN = CONTRACT.output("load-balancer-arn", "Load balancer");
    public static final Output LOAD_BALANCER_FULL_NAME =
            CONTRACT.output("load-balancer-full-name", "Load balancer as CloudWatch names it");
    public static final Output LOAD_BALANCER_DNS_NAME =
            CONTRACT.output("load-balancer-dns-name", "DNS name of the load balancer");
    public static final Output LOAD_BALANCER_ZONE_ID =
            CONTRACT.output("load-balancer-hosted-zone-id", "Hosted zone of that name");
    public static final Output PUBLIC_HOST_NAME = CONTRACT.output("public-host-name", "Name that clients connect to");

    /** One for each availability zone that there may be; those of the zones there are, are published. */
    public static final List<Output> PRIVATE_SUBNET_IDS = subnets("private");

    /** The same for public subnets. */
    public static final List<Output> PUBLIC_SUBNET_IDS = subnets("public");

    private static Output group(String name) {
        return CONTRACT.output(groupName(name), SECURITY_GROUP);
    }

    private static String groupName(String name) {
        return name + "-security-group-id";
    }

    private static List<Output> subnets(String kind) {
        return IntStream.rangeClosed(1, NetworkSettings.MOST_ZONES)
                .mapToObj(zone -> CONTRACT.optional("%s-subnet-%d-id".formatted(kind, zone), "Subnet in zone " + zone))
                .toList();
    }

    private NetworkContract() {}
}
