package org.openemr.aws.plan;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The resources that exist while a deployment runs, and what they occupy. */
final class Account {

    private static final String SUBNET = "AWS::EC2::Subnet";
    private static final List<String> LOOSE =
            List.of("AWS::CloudWatch::", "AWS::IAM::", "AWS::SSM::Parameter", "Custom::");

    private final Map<String, Resource> resources = new HashMap<>();
    private final Map<String, Resource> slots = new HashMap<>();
    private final Map<String, String> zones = new HashMap<>();

    /** The account as it is before. */
    static Account of(Installed installed) {
        var account = new Account();
        installed.leftBehind().forEach(account::put);
        installed.resources().forEach(account::put);
        return account;
    }

    /** Adds a resource, or changes it. */
    void put(Resource resource) {
        var before = resources.put(resource.token(), resource);
        if (before != null) {
            release(before);
        }
        if (resource.type().equals(SUBNET)) {
            zones.put(
                    resource.token(),
                    resource.properties().path("AvailabilityZone").asText());
        }
        Slots.of(resource, zones).ifPresent(slot -> slots.put(slot, resource));
    }

    void remove(Resource resource) {
        resources.remove(resource.token());
        release(resource);
    }

    /** What is wrong with adding a resource, or changing it, while everything else is there. */
    List<Hazard> conflicts(Resource resource) {
        var hazards = new ArrayList<Hazard>();
        Slots.of(resource, zones)
                .flatMap(slot -> owner(slot, resource))
                .ifPresent(other -> hazards.add(new Hazard(
                        Hazard.Kind.TAKEN,
                        "%s wants what %s has: %s"
                                .formatted(
                                        resource.address(),
                                        other.address(),
                                        Slots.of(other, zones).orElseThrow()))));
        if (resource.type().equals(SUBNET)) {
            resources.values().stream()
                    .filter(other -> other.type().equals(SUBNET)
                            && !other.token().equals(resource.token())
                            && overlap(other, resource))
                    .findFirst()
                    .ifPresent(other -> hazards.add(new Hazard(
                            Hazard.Kind.TAKEN,
                            "%s wants addresses that %s has: %s"
                                    .formatted(
                                            resource.address(),
                                            other.address(),
                                            other.properties().path("CidrBlock").asText()))));
        }
        return hazards;
    }

    /** A resource of another stack that does not work any more, or keeps it from being deleted, when a resource goes. */
    Optional<Resource> userOutside(Resource resource) {
        var token = resource.token();
        return resources.values().stream()
                .filter(other -> !other.stack().equals(resource.stack()) && !isLoose(other))
                .filter(other -> other.names(token))
                .findFirst();
    }

    /** An alarm, a graph, a permission, a published value or a finished run may name what is not there any more. */
    private static boolean isLoose(Resource resource) {
        return LOOSE.stream().anyMatch(resource.type()::startsWith);
    }

    private Optional<Resource> owner(String slot, Resource resource) {
        return Optional.ofNullable(slots.get(slot))
                .filter(owner -> !owner.token().equals(resource.token()));
    }

    private void release(Resource resource) {
        Slots.of(resource, zones).ifPresent(slot -> {
            if (owner(slot, resource).isEmpty()) {
                slots.remove(slot);
            }
        });
    }

    /** Addresses that only AWS knows are not compared. */
    private static boolean overlap(Resource one, Resource other) {
        return one.properties().path("VpcId").equals(other.properties().path("VpcId"))
                && block(one).flatMap(ours -> block(other).map(ours::intersect)).isPresent();
    }

    private static Optional<IPAddress> block(Resource subnet) {
        return Optional.ofNullable(new IPAddressString(
                                subnet.properties().path("CidrBlock").asText())
                        .getAddress())
                .map(IPAddress::toPrefixBlock);
    }
}
