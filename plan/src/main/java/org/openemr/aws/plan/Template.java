package org.openemr.aws.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A template of CloudFormation as it is written.
 *
 * @param json the whole template
 */
public record Template(JsonNode json) {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^!}.]+)");

    /**
     * Reads a template.
     *
     * @param text JSON
     * @throws IllegalArgumentException when it is none
     */
    public static Template parse(String text) {
        try {
            return new Template(MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no template: " + e.getOriginalMessage(), e);
        }
    }

    /** The resources by logical id. */
    public Map<String, JsonNode> resources() {
        var resources = new LinkedHashMap<String, JsonNode>();
        json.path("Resources").properties().forEach(entry -> resources.put(entry.getKey(), entry.getValue()));
        return resources;
    }

    /** The defaults of the parameters by name; for a value of Systems Manager that is the name of its parameter. */
    Map<String, JsonNode> parameters() {
        var parameters = new LinkedHashMap<String, JsonNode>();
        json.path("Parameters").properties().forEach(entry -> parameters.put(entry.getKey(), entry.getValue()));
        return parameters;
    }

    /**
     * The same template where parameters of Systems Manager are given values instead: what a stack read when it was deployed last.
     *
     * @param values by name of the template's parameter
     */
    public Template with(Map<String, String> values) {
        ObjectNode given = json.deepCopy();
        values.forEach((name, value) -> given.withObject("/Parameters")
                .putObject(name)
                .put("Type", "String")
                .put("Default", value));
        return new Template(given);
    }

    /** The resources, each behind those that it refers to or depends on: the order in which CloudFormation works. */
    Map<String, JsonNode> inOrder() {
        var ordered = new LinkedHashMap<String, JsonNode>();
        var visited = new HashSet<String>();
        var resources = resources();
        resources.keySet().forEach(id -> visit(id, resources, ordered, visited));
        return ordered;
    }

    private static void visit(
            String id, Map<String, JsonNode> resources, Map<String, JsonNode> ordered, Set<String> visited) {
        var resource = resources.get(id);
        if (resource == null || !visited.add(id)) {
            return;
        }
        var needed = new ArrayList<String>();
        references(resource.path("Properties"), needed);
        var dependsOn = resource.path("DependsOn");
        if (dependsOn.isTextual()) {
            needed.add(dependsOn.asText());
        }
        dependsOn.forEach(other -> needed.add(other.asText()));
        needed.forEach(other -> visit(other, resources, ordered, visited));
        ordered.put(id, resource);
    }

    private static void references(JsonNode node, List<String> found) {
        if (node.isObject() && node.size() == 1) {
            if (node.path("Ref").isTextual()) {
                found.add(node.path("Ref").asText());
            }
            if (node.path("Fn::GetAtt").isArray()) {
                found.add(node.path("Fn::GetAtt").path(0).asText());
            }
            var text = node.path("Fn::Sub").isArray() ? node.path("Fn::Sub").path(0) : node.path("Fn::Sub");
            VARIABLE.matcher(text.asText()).results().forEach(variable -> found.add(variable.group(1)));
        }
        node.forEach(child -> references(child, found));
    }
}
