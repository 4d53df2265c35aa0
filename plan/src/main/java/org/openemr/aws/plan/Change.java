package org.openemr.aws.plan;

import java.util.List;
import java.util.Optional;

/**
 * A step of a deployment.
 *
 * @param before the resource as it was
 * @param after the resource as it will be
 * @param properties paths of the properties that change, for an update or a replacement
 */
public record Change(Action action, Optional<Resource> before, Optional<Resource> after, List<String> properties) {

    /** The resource that it is about. */
    public Resource resource() {
        return after.or(() -> before).orElseThrow();
    }

    /** Whether a property changes, or a part of it. */
    boolean touches(String property) {
        return properties.stream().anyMatch(path -> path.equals(property) || path.startsWith(property + "/"));
    }

    @Override
    public String toString() {
        return "%s %s (%s) %s"
                .formatted(action, resource().address(), resource().type(), properties);
    }
}
