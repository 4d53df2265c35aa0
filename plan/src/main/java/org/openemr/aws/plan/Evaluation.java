package org.openemr.aws.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * Evaluates the functions of a template as far as that can be done without AWS. What only AWS knows becomes a text that stays the
 * same as long as what it comes from does.
 *
 * @param values what a Ref of a parameter, of a pseudo parameter or of a resource gives
 */
record Evaluation(UnaryOperator<String> values) {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^!}]+)}");
    private static final List<String> ZONES = List.of("zone-a", "zone-b", "zone-c", "zone-d", "zone-e", "zone-f");
    private static final String NO_VALUE = "AWS::NoValue";

    /** The value with every function evaluated. */
    JsonNode of(JsonNode node) {
        if (node.isArray()) {
            var array = NODES.arrayNode();
            node.forEach(element -> present(element).ifPresent(array::add));
            return array;
        }
        if (node.isMissingNode()) {
            return NODES.objectNode();
        }
        if (!node.isObject()) {
            return node;
        }
        if (node.size() == 1) {
            var only = node.properties().iterator().next();
            if (only.getKey().equals("Ref") || only.getKey().startsWith("Fn::")) {
                return function(only.getKey(), only.getValue());
            }
        }
        var object = NODES.objectNode();
        node.properties()
                .forEach(entry -> present(entry.getValue()).ifPresent(present -> object.set(entry.getKey(), present)));
        return object;
    }

    private Optional<JsonNode> present(JsonNode node) {
        return NO_VALUE.equals(node.path("Ref").asText()) ? Optional.empty() : Optional.of(of(node));
    }

    private JsonNode function(String name, JsonNode argument) {
        return switch (name) {
            case "Ref" -> text(argument.asText());
            case "Fn::GetAtt" ->
                text(argument.path(0).asText() + "." + argument.path(1).asText());
            case "Fn::Join" -> join(argument.path(0).asText(), of(argument.path(1)));
            case "Fn::Sub" -> substituted(argument);
            case "Fn::Split" -> split(argument.path(0).asText(), of(argument.path(1)));
            case "Fn::Select" -> selected(argument.path(0).asInt(), of(argument.path(1)));
            case "Fn::GetAZs" -> zones();
            default -> TextNode.valueOf(name.replace("Fn::", "") + of(argument));
        };
    }

    /** The value of a name, or of an attribute of one. */
    private TextNode text(String reference) {
        var dot = reference.indexOf('.');
        return TextNode.valueOf(
                dot < 0
                        ? values.apply(reference)
                        : values.apply(reference.substring(0, dot)) + reference.substring(dot));
    }

    private static JsonNode join(String separator, JsonNode parts) {
        return TextNode.valueOf(
                parts.isArray()
                        ? String.join(separator, texts(parts))
                        : "Join(" + separator + "," + parts.asText() + ")");
    }

    private JsonNode substituted(JsonNode argument) {
        var given = of(argument.path(1));
        var text = argument.isArray() ? argument.path(0).asText() : argument.asText();
        return TextNode.valueOf(VARIABLE.matcher(text).replaceAll(variable -> {
            var name = variable.group(1);
            return Matcher.quoteReplacement(
                    given.has(name) ? given.path(name).asText() : text(name).asText());
        }));
    }

    /** A list that only AWS knows, such as a zone's name servers, stays a text. */
    private static JsonNode split(String separator, JsonNode text) {
        if (!text.asText().contains(separator)) {
            return text;
        }
        var parts = NODES.arrayNode();
        Pattern.compile(separator, Pattern.LITERAL).splitAsStream(text.asText()).forEach(parts::add);
        return parts;
    }

    private static JsonNode selected(int index, JsonNode list) {
        return list.isArray() && index < list.size()
                ? list.get(index)
                : TextNode.valueOf("Select(" + index + "," + (list.isTextual() ? list.asText() : list) + ")");
    }

    private static JsonNode zones() {
        var zones = NODES.arrayNode();
        ZONES.forEach(zones::add);
        return zones;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(element -> element.isTextual() ? element.asText() : element.toString())
                .toList();
    }
}
