package org.openemr.aws.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openemr.aws.plan.Template;

/** Who may use what: resources that the policies of a part's roles name. Keys are left out, which all that store have. */
final class Permissions {

    private static final Set<String> POLICIES = Set.of("AWS::IAM::ManagedPolicy", "AWS::IAM::Policy");

    private final Map<String, Template> templates;
    private final References references;
    private final Map<Address, Part> parts;

    Permissions(Map<String, Template> templates, References references, Map<Address, Part> parts) {
        this.templates = templates;
        this.references = references;
        this.parts = parts;
    }

    List<Connection> connections() {
        return parts.values().stream()
                .flatMap(part -> roles(part.address()).stream()
                        .flatMap(this::statements)
                        .flatMap(statement -> connections(part, statement)))
                .toList();
    }

    /** The roles that a part has, itself or by the definition of its tasks. */
    private Set<Address> roles(Address part) {
        var properties = references.properties(part);
        var roles = new LinkedHashSet<Address>();
        Stream.of("Role", "RoleArn").forEach(key -> roles.addAll(references.in(part.stack(), properties.path(key))));
        references
                .of(part.stack(), properties.path("TaskDefinition"))
                .ifPresent(task -> Stream.of("TaskRoleArn", "ExecutionRoleArn")
                        .forEach(key -> roles.addAll(references.in(
                                task.stack(), references.properties(task).path(key)))));
        return roles;
    }

    /** A statement, and the stack in whose template it stands. */
    private record Statement(String stack, JsonNode json) {}

    private Stream<Statement> statements(Address role) {
        var inline = References.elements(references.properties(role).path("Policies"))
                .map(policy -> new Statement(role.stack(), policy.path("PolicyDocument")));
        var attached = templates.entrySet().stream()
                .flatMap(template -> template.getValue().resources().values().stream()
                        .filter(resource ->
                                POLICIES.contains(resource.path("Type").asText()))
                        .map(resource -> resource.path("Properties"))
                        .filter(policy -> references
                                .in(template.getKey(), policy.path("Roles"))
                                .contains(role))
                        .map(policy -> new Statement(template.getKey(), policy.path("PolicyDocument"))));
        return Stream.concat(inline, attached)
                .flatMap(policy -> References.elements(policy.json().path("Statement"))
                        .filter(statement -> statement.path("Effect").asText().equals("Allow"))
                        .map(statement -> new Statement(policy.stack(), statement)));
    }

    private Stream<Connection> connections(Part part, Statement statement) {
        return references.in(statement.stack(), statement.json().path("Resource")).stream()
                .map(parts::get)
                .filter(target -> target != null && !target.equals(part))
                .filter(target -> !target.kind().equals(Kind.KEY.label()))
                .map(target -> new Connection(part, target, services(statement.json()), Connection.Type.PERMISSION));
    }

    /** Of the actions, the services: what they are in full stands in the template. */
    private static String services(JsonNode statement) {
        var actions = statement.path("Action");
        return (actions.isTextual() ? Stream.of(actions) : References.elements(actions))
                .map(action -> action.asText().split(":", 2)[0])
                .distinct()
                .sorted()
                .collect(Collectors.joining("; "));
    }
}
