package org.openemr.aws.plan;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A resource that exists in the account.
 *
 * @param stack the id of its stack
 * @param id its logical id
 * @param type its type
 * @param properties its properties, every function evaluated
 * @param whenDeleted what happens to it when its stack gives it up
 * @param whenReplaced what happens to it when another takes its place
 * @param incarnation the number of resources that had this logical id before
 */
public record Resource(
        String stack,
        String id,
        String type,
        JsonNode properties,
        Disposal whenDeleted,
        Disposal whenReplaced,
        int incarnation) {

    /** Stands in properties for whatever AWS calls it: another for each resource, the same as long as the resource lives. */
    public String token() {
        return "<" + stack + "." + id + "#" + incarnation + ">";
    }

    /** Stack and logical id, for people. */
    public String address() {
        return stack + "." + id;
    }

    /** Whether its properties name another resource. */
    public boolean uses(Resource other) {
        return names(other.token());
    }

    /** Whether its properties name what a token stands for. */
    boolean names(String token) {
        return names(properties, token);
    }

    /** Whether a function of ours, or of the CDK, makes it. */
    public boolean isCustom() {
        return type.startsWith("Custom::");
    }

    private static boolean names(JsonNode node, String token) {
        if (node.isTextual()) {
            return node.asText().contains(token);
        }
        for (var child : node) {
            if (names(child, token)) {
                return true;
            }
        }
        return false;
    }
}
