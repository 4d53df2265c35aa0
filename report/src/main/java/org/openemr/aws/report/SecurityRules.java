package org.openemr.aws.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.openemr.aws.plan.Template;

/** Who reaches whom over the network: the rules of security groups, between what has the groups. */
final class SecurityRules {

    private static final String GROUP = "AWS::EC2::SecurityGroup";
    private static final String MOUNT_TARGET = "AWS::EFS::MountTarget";

    /** With which the CDK says that nothing is let out. */
    private static final String NOWHERE = "255.255.255.255/32";

    private static final Part CLIENTS = Part.outside("Clients", "addresses that are admitted");
    private static final Part INTERNET = Part.outside("Internet", "APIs of AWS, registries, mail");

    private final Map<String, Template> templates;
    private final References references;
    private final Map<Address, Set<Part>> owners = new LinkedHashMap<>();
    private final List<Connection> connections = new ArrayList<>();

    SecurityRules(Map<String, Template> templates, References references, Map<Address, Part> parts) {
        this.templates = templates;
        this.references = references;
        templates.forEach((stack, template) -> template.resources().forEach((id, resource) -> {
            var properties = resource.path("Properties");
            var owner = resource.path("Type").asText().equals(MOUNT_TARGET)
                    ? references.of(stack, properties.path("FileSystemId")).map(parts::get)
                    : Optional.ofNullable(parts.get(new Address(stack, id)));
            owner.ifPresent(part -> groups(stack, properties)
                    .forEach(group -> owners.computeIfAbsent(group, any -> new LinkedHashSet<>())
                            .add(part)));
        }));
    }

    /** The groups that a resource has, wherever its properties name them. */
    private List<Address> groups(String stack, JsonNode properties) {
        return properties.properties().stream()
                .flatMap(property -> property.getKey().matches("(Vpc)?SecurityGroup(Id)?s")
                        ? references.in(stack, property.getValue()).stream()
                        : groups(stack, property.getValue()).stream())
                .filter(address -> references.type(address).equals(GROUP))
                .toList();
    }

    List<Connection> connections() {
        templates.forEach((stack, template) ->
                template.resources().forEach((id, resource) -> read(new Address(stack, id), resource)));
        return connections;
    }

    private void read(Address address, JsonNode resource) {
        var properties = resource.path("Properties");
        switch (resource.path("Type").asText()) {
            case GROUP -> {
                References.elements(properties.path("SecurityGroupIngress"))
                        .forEach(rule -> in(address, address.stack(), rule));
                References.elements(properties.path("SecurityGroupEgress")).forEach(rule -> out(address, rule));
            }
            case "AWS::EC2::SecurityGroupIngress" ->
                references
                        .of(address.stack(), properties.path("GroupId"))
                        .ifPresent(group -> in(group, address.stack(), properties));
            case "AWS::EC2::SecurityGroupEgress" ->
                references.of(address.stack(), properties.path("GroupId")).ifPresent(group -> out(group, properties));
            default -> {
                // Not of the network.
            }
        }
    }

    private void in(Address group, String stack, JsonNode rule) {
        var from = rule.has("SourceSecurityGroupId")
                ? references
                        .of(stack, rule.path("SourceSecurityGroupId"))
                        .map(source -> owners.getOrDefault(source, Set.of()))
                        .orElse(Set.of())
                : Set.of(CLIENTS);
        var what = rule.has("SourceSecurityGroupId") ? said(rule) : port(rule) + " from " + whence(rule);
        for (var source : from) {
            for (var target : owners.getOrDefault(group, Set.of())) {
                if (!source.equals(target)) {
                    connections.add(new Connection(source, target, what, Connection.Type.NETWORK));
                }
            }
        }
    }

    /** To what is outside: what is let to other groups is let in there, too. */
    private void out(Address group, JsonNode rule) {
        if (whence(rule).equals(NOWHERE) || rule.has("DestinationSecurityGroupId")) {
            return;
        }
        owners.getOrDefault(group, Set.of())
                .forEach(
                        owner -> connections.add(new Connection(owner, INTERNET, said(rule), Connection.Type.NETWORK)));
    }

    private static String said(JsonNode rule) {
        var description = rule.path("Description").asText();
        return description.isEmpty() ? port(rule) : port(rule) + " " + description;
    }

    private static String whence(JsonNode rule) {
        return Stream.of("CidrIp", "CidrIpv6")
                .map(key -> rule.path(key).asText())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("a list of prefixes");
    }

    private static String port(JsonNode rule) {
        var from = rule.path("FromPort").asText();
        var to = rule.path("ToPort").asText();
        return from.isEmpty() ? "any port" : from.equals(to) ? from : from + " to " + to;
    }
}
