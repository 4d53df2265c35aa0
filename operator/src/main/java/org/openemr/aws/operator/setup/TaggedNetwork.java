package org.openemr.aws.operator.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.settings.installation.NetworkSettings;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;

/**
 * A network that somebody else owns, found by the tags that its owner gave it. What is found is written into the settings by its ids:
 * templates are the same for everybody, and do not change when a tag does.
 *
 * @param privateSubnetIds one in each zone, by the names of the zones
 * @param publicSubnetIds in the order of the private ones; none when no tags of theirs are given
 */
public record TaggedNetwork(String vpcId, List<String> privateSubnetIds, List<String> publicSubnetIds) {

    /**
     * Looks a network up.
     *
     * @param publicTags those of public subnets; none where the load balancer is internal
     * @throws Failure when the tags are not those of one VPC with one subnet of a kind in each of two or three zones
     */
    public static TaggedNetwork find(
            Ec2Client ec2,
            Map<String, String> vpcTags,
            Map<String, String> privateTags,
            Map<String, String> publicTags) {
        var vpc = vpc(ec2, vpcTags);
        var privateSubnets = subnets(ec2, vpc, "private", privateTags);
        if (publicTags.isEmpty()) {
            return new TaggedNetwork(vpc, List.copyOf(privateSubnets.values()), List.of());
        }
        var publicSubnets = subnets(ec2, vpc, "public", publicTags);
        if (!publicSubnets.keySet().equals(privateSubnets.keySet())) {
            throw Failure.usage(
                    "The private subnets are in %s and the public ones in %s. Give tags that those of the same zones have."
                            .formatted(zones(privateSubnets), zones(publicSubnets)));
        }
        return new TaggedNetwork(vpc, List.copyOf(privateSubnets.values()), List.copyOf(publicSubnets.values()));
    }

    private static String vpc(Ec2Client ec2, Map<String, String> tags) {
        var found = ec2.describeVpcsPaginator(describe -> describe.filters(filters(tags))).vpcs().stream()
                .map(Vpc::vpcId)
                .sorted()
                .toList();
        if (found.size() != 1) {
            throw Failure.usage("%s with the tags %s. Give tags that one VPC has."
                    .formatted(found.isEmpty() ? "There is no VPC" : "There are " + String.join(", ", found), tags));
        }
        return found.get(0);
    }

    private static Map<String, String> subnets(Ec2Client ec2, String vpc, String kind, Map<String, String> tags) {
        var filters = new ArrayList<>(filters(tags));
        filters.add(Filter.builder().name("vpc-id").values(vpc).build());
        var ofZones = ec2.describeSubnetsPaginator(describe -> describe.filters(filters)).subnets().stream()
                .collect(Collectors.groupingBy(Subnet::availabilityZone, TreeMap::new, Collectors.toList()));
        ofZones.forEach((zone, subnets) -> refuseSeveral(kind, zone, subnets));
        if (ofZones.size() < NetworkSettings.LEAST_ZONES || ofZones.size() > NetworkSettings.MOST_ZONES) {
            throw Failure.usage("%s has %s subnets with the tags %s in %d zones. Give tags of those in %d or %d zones."
                    .formatted(
                            vpc, kind, tags, ofZones.size(), NetworkSettings.LEAST_ZONES, NetworkSettings.MOST_ZONES));
        }
        var ids = new TreeMap<String, String>();
        ofZones.forEach((zone, subnets) -> ids.put(zone, subnets.get(0).subnetId()));
        return ids;
    }

    private static void refuseSeveral(String kind, String zone, List<Subnet> subnets) {
        if (subnets.size() > 1) {
            throw Failure.usage("%s has several %s subnets with these tags: %s. Give tags that one in each zone has."
                    .formatted(
                            zone,
                            kind,
                            subnets.stream().map(Subnet::subnetId).sorted().collect(Collectors.joining(", "))));
        }
    }

    private static List<Filter> filters(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> Filter.builder()
                        .name("tag:" + tag.getKey())
                        .values(tag.getValue())
                        .build())
                .toList();
    }

    private static String zones(Map<String, String> subnets) {
        return String.join(", ", subnets.keySet());
    }
}
