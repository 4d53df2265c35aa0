package org.openemr.aws.operator.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A value of a template as a person reads it: what only CloudFormation knows stands in angle brackets. */
final class TemplateValue {

    private TemplateValue() {}

    static String text(JsonNode value) {
        if (value.has("Ref")) {
            return bracketed(value.path("Ref").asText());
        }
        if (value.has("Fn::GetAtt")) {
            return bracketed(value.path("Fn::GetAtt").path(0).asText());
        }
        if (value.has("Fn::Join")) {
            var separator = value.at("/Fn::Join/0").asText();
            return elements(value.at("/Fn::Join/1")).map(TemplateValue::text).collect(Collectors.joining(separator));
        }
        return value.isContainerNode() ? bracketed("computed") : value.asText();
    }

    /** One value, or those of a list: policies know both. */
    static Stream<JsonNode> elements(JsonNode node) {
        return node.isArray()
                ? StreamSupport.stream(node.spliterator(), false)
                : Stream.of(node).filter(one -> !one.isMissingNode());
    }

    private static String bracketed(String name) {
        return "<" + name + ">";
    }
}
