package org.openemr.aws.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.openemr.aws.plan.Template;

/** What expressions of templates refer to, through the parameters of Systems Manager with which stacks share values. */
final class References {

    /** A parameter that is resolved when the stack is deployed, in a text of a template. */
    private static final Pattern RESOLVED = Pattern.compile("\\{\\{resolve:ssm:([^:}]+)(?::[0-9]+)?}}");

    private final Map<String, Template> templates;
    private final Map<String, Published> published = new LinkedHashMap<>();

    /** A value that a stack shares. */
    private record Published(String stack, JsonNode value) {}

    References(Map<String, Template> templates) {
        this.templates = templates;
        templates.forEach((stack, template) -> template.resources().values().stream()
                .filter(resource -> resource.path("Type").asText().equals("AWS::SSM::Parameter"))
                .map(resource -> resource.path("Properties"))
                .forEach(parameter ->
                        published.put(parameter.path("Name").asText(), new Published(stack, parameter.path("Value")))));
    }

    /** All resources that a part of a stack's template refers to, each once. */
    Set<Address> in(String stack, JsonNode part) {
        var found = new LinkedHashSet<Address>();
        collect(stack, part, found);
        return found;
    }

    /** The resource that an expression of a stack's template is. */
    Optional<Address> of(String stack, JsonNode expression) {
        return in(stack, expression).stream().findFirst();
    }

    /** The stack that shares a value, and the path of the value, for each that a stack reads. */
    Map<String, String> readBy(String stack) {
        var read = new LinkedHashMap<String, String>();
        var template = templates.get(stack);
        if (template != null) {
            names(template.json())
                    .forEach(name -> Optional.ofNullable(published.get(name))
                            .filter(value -> !value.stack().equals(stack))
                            .ifPresent(value -> read.put(name, value.stack())));
        }
        return read;
    }

    private static Set<String> names(JsonNode template) {
        var names = new LinkedHashSet<String>();
        template.path("Parameters")
                .properties()
                .forEach(parameter ->
                        names.add(parameter.getValue().path("Default").asText()));
        RESOLVED.matcher(template.toString()).results().forEach(match -> names.add(match.group(1)));
        return names;
    }

    /** What a list has; nothing of what is none. */
    static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private void collect(String stack, JsonNode part, Set<Address> found) {
        if (part.isObject() && part.size() == 1 && part.path("Ref").isTextual()) {
            name(stack, part.path("Ref").asText(), found);
        } else if (part.isObject() && part.size() == 1 && part.has("Fn::GetAtt")) {
            name(stack, part.path("Fn::GetAtt").path(0).asText(), found);
        } else if (part.isTextual()) {
            RESOLVED.matcher(part.asText()).results().forEach(match -> value(match.group(1), found));
        } else {
            elements(part).forEach(child -> collect(stack, child, found));
        }
    }

    private void name(String stack, String name, Set<Address> found) {
        var template = Optional.ofNullable(templates.get(stack));
        if (template.filter(known -> known.resources().containsKey(name)).isPresent()) {
            found.add(new Address(stack, name));
        } else {
            template.map(known -> known.json().path("Parameters").path(name).path("Default"))
                    .filter(JsonNode::isTextual)
                    .ifPresent(path -> value(path.asText(), found));
        }
    }

    private void value(String path, Set<Address> found) {
        Optional.ofNullable(published.get(path)).ifPresent(value -> collect(value.stack(), value.value(), found));
    }

    /** The properties of a resource; nothing where there is none. */
    JsonNode properties(Address address) {
        return Optional.ofNullable(templates.get(address.stack()))
                .map(template -> template.resources().get(address.id()))
                .map(resource -> resource.path("Properties"))
                .orElseGet(() -> JsonNodeFactory.instance.missingNode());
    }

    /** The type of a resource; nothing where there is none. */
    String type(Address address) {
        return Optional.ofNullable(templates.get(address.stack()))
                .map(template -> template.resources().get(address.id()))
                .map(resource -> resource.path("Type").asText())
                .orElse("");
    }
}
