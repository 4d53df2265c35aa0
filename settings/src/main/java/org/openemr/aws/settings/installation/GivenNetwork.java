package org.openemr.aws.settings.installation;

import java.util.List;
import java.util.Optional;
import org.openemr.aws.settings.ListOfTexts;
import org.openemr.aws.settings.Setting;
import org.openemr.aws.settings.SettingsReader;
import org.openemr.aws.settings.Text;

/**
 * A VPC that somebody else owns, to deploy into. What is in it (flow logs, NAT gateways, routes, endpoints) stays theirs.
 *
 * @param vpcId the VPC
 * @param privateSubnetIds one for each zone
 * @param publicSubnetIds one for each zone, in the order of the private ones; none for an internal load balancer
 */
public record GivenNetwork(String vpcId, List<String> privateSubnetIds, List<String> publicSubnetIds) {

    private static final Text SUBNET = Text.of("subnet", "subnet-[0-9a-f]{8,17}", "the id of a subnet");

    static final Setting<String> VPC_ID = Setting.optional(
            "vpc_id",
            Text.of("VPC", "vpc-[0-9a-f]{8,17}", "the id of a VPC, such as vpc-0123456789abcdef0"),
            "",
            "a VPC of the deployment's own",
            "A VPC that exists; its flow logs, gateways and endpoints stay its owner's. `openemr doctor` checks it. Choose before the first"
                    + " deployment.");

    static final Setting<List<String>> PRIVATE_SUBNET_IDS = Setting.optional(
            "private_subnet_ids",
            new ListOfTexts(SUBNET, NetworkSettings.MOST_ZONES),
            "",
            "none",
            "With `vpc_id`: a private subnet in each of `availability_zones` zones, from which the internet is reached on port 443. Choose"
                    + " before the first deployment; a third may be added behind the two.");

    static final Setting<List<String>> PUBLIC_SUBNET_IDS = Setting.optional(
            "public_subnet_ids",
            new ListOfTexts(SUBNET, NetworkSettings.MOST_ZONES),
            "",
            "none",
            "With `vpc_id` and an internet-facing load balancer: a public subnet in each zone, for the load balancer. Choose before the"
                    + " first deployment; a third may be added.");

    /** The given network, and every rule that it breaks. */
    static Optional<GivenNetwork> read(SettingsReader reader, int zones, LoadBalancerScheme scheme) {
        var vpcId = reader.readOptional(VPC_ID);
        var privateSubnets = reader.readOptional(PRIVATE_SUBNET_IDS).orElse(List.of());
        var publicSubnets = reader.readOptional(PUBLIC_SUBNET_IDS).orElse(List.of());
        if (vpcId.isEmpty()) {
            refuseWithoutVpc(reader, PRIVATE_SUBNET_IDS, privateSubnets);
            refuseWithoutVpc(reader, PUBLIC_SUBNET_IDS, publicSubnets);
            return Optional.empty();
        }
        var internal = scheme == LoadBalancerScheme.INTERNAL;
        wantForEachZone(reader, PRIVATE_SUBNET_IDS, privateSubnets, zones);
        if (!internal) {
            wantForEachZone(reader, PUBLIC_SUBNET_IDS, publicSubnets, zones);
        } else if (!publicSubnets.isEmpty()) {
            reader.reject(PUBLIC_SUBNET_IDS, "has no use for an internal load balancer", "remove the key");
        }
        if (privateSubnets.stream().anyMatch(publicSubnets::contains)) {
            reader.reject(
                    PUBLIC_SUBNET_IDS, "has a subnet of private_subnet_ids", "name the public subnet of its zone");
        }
        return Optional.of(new GivenNetwork(vpcId.get(), privateSubnets, publicSubnets));
    }

    private static void refuseWithoutVpc(SettingsReader reader, Setting<?> setting, List<String> subnets) {
        if (!subnets.isEmpty() && reader.areValid(VPC_ID)) {
            reader.reject(setting, "names subnets of no VPC", "set vpc_id, or remove the key");
        }
    }

    private static void wantForEachZone(SettingsReader reader, Setting<?> setting, List<String> subnets, int zones) {
        if (subnets.size() != zones && reader.areValid(setting, NetworkSettings.AVAILABILITY_ZONES)) {
            reader.reject(
                    setting,
                    "names %d subnets, and availability_zones is %d".formatted(subnets.size(), zones),
                    "name a subnet in each zone");
        }
    }
}
