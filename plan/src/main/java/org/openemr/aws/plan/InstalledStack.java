package org.openemr.aws.plan;

import java.util.Map;

/**
 * A stack that is deployed.
 *
 * @param template what it was deployed from
 * @param values what its template's parameters stood for
 * @param resources its resources by logical id, in the order in which they were made
 */
public record InstalledStack(Template template, Map<String, String> values, Map<String, Resource> resources) {

    /** Whether nothing is to do: the template is the same, and so is all that it reads. */
    boolean isFrom(Template other, Map<String, String> otherValues) {
        return values.equals(otherValues) && template.equals(other);
    }
}
