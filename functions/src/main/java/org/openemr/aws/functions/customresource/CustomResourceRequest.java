package org.openemr.aws.functions.customresource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openemr.aws.functions.NamedValues;

/**
 * What CloudFormation asks of a custom resource, see <a
 * href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref-requests.html">request
 * objects</a>.
 *
 * @param type Create, Update or Delete
 * @param stackId the ARN of the stack that the resource is in
 * @param physicalId the resource's identity; absent when it is created
 * @param properties the properties of the resource in the template
 */
public record CustomResourceRequest(
        String type, String stackId, Optional<String> physicalId, Map<String, Object> properties) {

    /** Reads what CloudFormation sent. */
    public static CustomResourceRequest from(Map<String, Object> event) {
        var values = NamedValues.ofEvent(event);
        return new CustomResourceRequest(
                values.text("RequestType"),
                values.text("StackId"),
                values.optionalText("PhysicalResourceId"),
                properties(event));
    }

    /**
     * A property that is a text.
     *
     * @throws IllegalArgumentException when it is missing
     */
    public String property(String name) {
        return new NamedValues("the resource's properties", properties).text(name);
    }

    /** The texts of a list among the properties; none where there is no such list. */
    @SuppressWarnings("unchecked")
    public List<String> texts(String name) {
        return Optional.ofNullable((List<String>) properties.get(name)).orElse(List.of());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> properties(Map<String, Object> event) {
        return (Map<String, Object>) event.getOrDefault("ResourceProperties", Map.of());
    }
}
