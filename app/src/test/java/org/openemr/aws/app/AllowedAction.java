package org.openemr.aws.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;

/**
 * An action that a policy allows.
 *
 * @param arns its resources as texts; a reference to a resource of the template is {@code <its-type>}
 * @param conditions the condition keys
 */
record AllowedAction(String action, List<String> arns, List<String> conditions) {

    /** What each policy of a template allows, by the logical id of the policy. */
    static Map<String, List<AllowedAction>> of(SynthesisedTemplate template) {
        return Stream.of("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy")
                .flatMap(type -> template.resources(type).entrySet().stream())
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        policy -> SynthesisedTemplate.elements(policy.getValue()
                                        .path("Properties")
                                        .path("PolicyDocument")
                                        .path("Statement"))
                                .filter(statement ->
                                        statement.path("Effect").asText().equals("Allow"))
                                .flatMap(statement -> of(template, statement))
                                .toList()));
    }

    private static Stream<AllowedAction> of(SynthesisedTemplate template, JsonNode statement) {
        var arns = oneOrMany(statement.path("Resource"))
                .map(resource -> text(template, resource))
                .toList();
        var conditions = SynthesisedTemplate.elements(statement.path("Condition"))
                .flatMap(operator -> operator.properties().stream())
                .map(Map.Entry::getKey)
                .toList();
        return oneOrMany(statement.path("Action")).map(action -> new AllowedAction(action.asText(), arns, conditions));
    }

    private static Stream<JsonNode> oneOrMany(JsonNode node) {
        return node.isArray() ? SynthesisedTemplate.elements(node) : Stream.of(node);
    }

    private static String text(SynthesisedTemplate template, JsonNode value) {
        if (value.isTextual()) {
            return value.asText();
        }
        if (value.has("Fn::Join")) {
            return SynthesisedTemplate.elements(value.path("Fn::Join").path(1))
                    .map(part -> text(template, part))
                    .collect(Collectors.joining(value.path("Fn::Join").path(0).asText()));
        }
        var name = value.has("Ref")
                ? value.path("Ref").asText()
                : value.path("Fn::GetAtt").path(0).asText();
        var type = template.json().path("Resources").path(name).path("Type").asText(name);
        return switch (type) {
            case "AWS::Partition" -> "aws";
            case "AWS::S3::Bucket" -> value.has("Ref") ? "<bucket>" : "arn:aws:s3:::<bucket>";
            default -> "<" + type.replace("::", "-") + ">";
        };
    }
}
