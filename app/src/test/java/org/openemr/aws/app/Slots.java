package org.openemr.aws.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;

/**
 * What only one resource can hold at a time: a physical name, a listener's port, a record set. CloudFormation creates before it
 * deletes, so that a slot which another resource, or another stack, holds in the next configuration makes the deployment fail
 * with "already exists". Each slot therefore has one owner in all configurations.
 */
final class Slots {

    private final Map<String, Owner> owners = new HashMap<>();

    /**
     * Adds the slots of a configuration.
     *
     * @return those that another resource owns in a configuration added before
     */
    synchronized List<String> conflicts(String configuration, Map<String, SynthesisedTemplate> templates) {
        var conflicts = new ArrayList<String>();
        templates.forEach((stack, template) -> template.json()
                .path("Resources")
                .properties()
                .forEach(resource -> slots(resource.getValue()).forEach(slot -> {
                    var owner = new Owner(stack + "." + resource.getKey(), configuration);
                    var first = owners.putIfAbsent(slot, owner);
                    if (first != null && !first.resource().equals(owner.resource())) {
                        conflicts.add("%s: %s with '%s', %s with '%s'"
                                .formatted(
                                        slot,
                                        first.resource(),
                                        first.configuration(),
                                        owner.resource(),
                                        owner.configuration()));
                    }
                })));
        return conflicts;
    }

    private static List<String> slots(JsonNode resource) {
        var type = resource.path("Type").asText();
        var properties = resource.path("Properties");
        var slots = new ArrayList<>(PhysicalNames.of(resource));
        special(type, properties).ifPresent(slots::add);
        return slots;
    }

    private static Optional<String> special(String type, JsonNode properties) {
        return switch (type) {
            case "AWS::ElasticLoadBalancingV2::Listener" -> Optional.of("listener on port " + properties.path("Port"));
            case "AWS::Route53::RecordSet" ->
                Optional.of("record " + properties.path("Type").asText() + " " + properties.path("Name"));
            case "AWS::EC2::VPCEndpoint" -> Optional.of("endpoint of " + properties.path("ServiceName"));
            case "AWS::SES::EmailIdentity" -> Optional.of("identity " + properties.path("EmailIdentity"));
            case "AWS::SES::ReceiptRuleSet" -> Optional.of("rule set " + properties.path("RuleSetName"));
            case "AWS::EFS::MountTarget" ->
                Optional.of(
                        "mount target of " + properties.path("FileSystemId") + " in " + properties.path("SubnetId"));
            default -> Optional.empty();
        };
    }

    private record Owner(String resource, String configuration) {}
}
