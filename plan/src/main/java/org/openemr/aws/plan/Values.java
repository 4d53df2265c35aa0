package org.openemr.aws.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the names in a template stand for while its stack is deployed.
 *
 * @param known the values by name
 * @param missing the parameters of Systems Manager that nobody has published
 */
record Values(Map<String, String> known, List<String> missing) {

    private static final Map<String, String> PSEUDO_PARAMETERS = Map.of(
            "AWS::AccountId", "111122223333",
            "AWS::Partition", "aws",
            "AWS::Region", "us-east-1",
            "AWS::URLSuffix", "amazonaws.com");
    private static final String BOOTSTRAP = "/cdk-bootstrap/";

    /**
     * The values when a deployment begins.
     *
     * @param creation how often a stack of the name was created before
     */
    static Values of(String stack, int creation, Template template, Installed installed) {
        var known = new HashMap<>(PSEUDO_PARAMETERS);
        var missing = new ArrayList<String>();
        known.put("AWS::StackName", stack);
        known.put(
                "AWS::StackId",
                "arn:%s:cloudformation:stack/%s/%s"
                        .formatted(PSEUDO_PARAMETERS.get("AWS::Partition"), stack, idOf(stack, creation)));
        var published = installed.parameters();
        template.parameters().forEach((name, parameter) -> {
            var value = parameter.path("Default").asText();
            if (!isRead(parameter) || value.startsWith(BOOTSTRAP)) {
                known.put(name, value);
            } else if (published.containsKey(value)) {
                known.put(name, published.get(value));
            } else {
                missing.add(value);
            }
        });
        return new Values(known, List.copyOf(missing));
    }

    /** What no other stack has, nor this one when it is made again. */
    private static UUID idOf(String stack, int creation) {
        return UUID.nameUUIDFromBytes((stack + " " + creation).getBytes(UTF_8));
    }

    /** The values as they are now. */
    Map<String, String> snapshot() {
        return Map.copyOf(known);
    }

    /** Lets a resource be known by what AWS calls it. */
    void add(Resource resource) {
        known.put(resource.id(), resource.token());
    }

    String of(String name) {
        return known.getOrDefault(name, "?" + name);
    }

    private static boolean isRead(JsonNode parameter) {
        return parameter.path("Type").asText().startsWith("AWS::SSM::Parameter::Value");
    }
}
