package org.openemr.aws.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openemr.aws.plan.Template;

/** What stands before what, or writes to it, by its configuration. */
final class Configurations {

    private final Map<String, Template> templates;
    private final References references;
    private final Map<Address, Part> parts;
    private final List<Connection> connections = new ArrayList<>();

    Configurations(Map<String, Template> templates, References references, Map<Address, Part> parts) {
        this.templates = templates;
        this.references = references;
        this.parts = parts;
    }

    List<Connection> connections() {
        templates.forEach((stack, template) -> template.resources().forEach((id, resource) -> {
            var address = new Address(stack, id);
            var properties = resource.path("Properties");
            switch (resource.path("Type").asText()) {
                case "AWS::WAFv2::WebACLAssociation" ->
                    connect(in(stack, properties, "WebACLArn"), in(stack, properties, "ResourceArn"), "protects");
                case "AWS::CloudTrail::Trail" ->
                    connect(Set.of(address), in(stack, properties, "S3BucketName"), "writes to");
                case "AWS::GlobalAccelerator::EndpointGroup" ->
                    connect(
                            in(stack, references.properties(listener(stack, properties)), "AcceleratorArn"),
                            in(stack, properties, "EndpointConfigurations"),
                            "forwards to");
                case "AWS::Backup::BackupSelection" ->
                    connect(
                            in(stack, properties, "BackupSelection"),
                            in(
                                    stack,
                                    references
                                            .of(stack, properties.path("BackupPlanId"))
                                            .map(references::properties)
                                            .orElse(properties),
                                    "BackupPlan"),
                            "recovery points in");
                default -> {
                    // Connects nothing.
                }
            }
        }));
        return connections;
    }

    private Address listener(String stack, JsonNode properties) {
        return references.of(stack, properties.path("ListenerArn")).orElse(new Address(stack, ""));
    }

    private Set<Address> in(String stack, JsonNode properties, String key) {
        return references.in(stack, properties.path(key));
    }

    private void connect(Set<Address> from, Set<Address> to, String what) {
        for (var source : from) {
            for (var target : to) {
                Optional.ofNullable(parts.get(source))
                        .ifPresent(one -> Optional.ofNullable(parts.get(target))
                                .filter(other -> !other.equals(one))
                                .ifPresent(other -> connections.add(
                                        new Connection(one, other, what, Connection.Type.CONFIGURATION))));
            }
        }
    }
}
