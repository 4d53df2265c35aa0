package org.openemr.aws.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;

/**
 * What an API accepts as a text, which stands in the prose of its reference: no schema, compliance pack or template validation
 * checks it, and a deployment fails at it.
 *
 * @param type the resource type
 * @param path property by property, with a star for each element of a list
 * @param form the accepted text
 */
record TextRule(String type, String path, Pattern form) {

    private static final String REFERENCE = "AWS::NoValue";

    static TextRule of(String type, String path, String form) {
        return new TextRule(type, path, Pattern.compile(form));
    }

    /** The texts of a template that break the rule, with their places. */
    List<String> violations(SynthesisedTemplate template) {
        return template.resources(type).entrySet().stream()
                .flatMap(resource -> at(resource.getValue().path("Properties"), path.split("\\.", -1), 0)
                        .flatMap(value -> text(value).stream())
                        .filter(text -> !form.matcher(text).matches())
                        .map(text -> "%s.%s: %s".formatted(resource.getKey(), path, text)))
                .toList();
    }

    /** How many texts of a template the rule is about. */
    long applications(SynthesisedTemplate template) {
        return template.resources(type).values().stream()
                .flatMap(resource -> at(resource.path("Properties"), path.split("\\.", -1), 0))
                .flatMap(value -> text(value).stream())
                .count();
    }

    private static Stream<JsonNode> at(JsonNode node, String[] path, int index) {
        if (index == path.length || node.isMissingNode()) {
            return node.isMissingNode() ? Stream.empty() : Stream.of(node);
        }
        return path[index].equals("*")
                ? SynthesisedTemplate.elements(node).flatMap(element -> at(element, path, index + 1))
                : at(node.path(path[index]), path, index + 1);
    }

    /** The text as it is known once a stack is deployed; none when it is an attribute of another resource. */
    private static Optional<String> text(JsonNode value) {
        if (value.isTextual()) {
            return Optional.of(value.asText());
        }
        var join = value.path("Fn::Join");
        if (join.isArray()) {
            var parts = SynthesisedTemplate.elements(join.get(1))
                    .map(TextRule::text)
                    .toList();
            return parts.stream().allMatch(Optional::isPresent)
                    ? Optional.of(String.join(
                            join.get(0).asText(),
                            parts.stream().flatMap(Optional::stream).toList()))
                    : Optional.empty();
        }
        if (value.has("Fn::Select")) {
            // The only selection in names is the first group of the stack's id.
            return Optional.of("0a1b2c3d");
        }
        return switch (value.path("Ref").asText(REFERENCE)) {
            case "AWS::Region" -> Optional.of("ap-southeast-3");
            case "AWS::AccountId" -> Optional.of("111122223333");
            case "AWS::Partition" -> Optional.of("aws-us-gov");
            default -> Optional.empty();
        };
    }
}
