package org.openemr.aws.cost;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A resource of a template.
 *
 * @param stack the id of its stack, for example {@code DataStack}
 * @param id its logical id
 * @param type its type, for example {@code AWS::KMS::Key}
 * @param properties as they are written
 */
record DeployedResource(String stack, String id, String type, JsonNode properties) {

    /** How many elements a list has; 0 where it is none. */
    int count(String list) {
        return properties.path(list).size();
    }

    /** Whether its properties name another resource of its stack. */
    boolean refersTo(DeployedResource other) {
        return stack.equals(other.stack()) && properties.toString().contains("\"" + other.id() + "\"");
    }
}
