package org.openemr.aws.operator.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.contracts.Names;
import org.openemr.aws.operator.aws.Stacks;
import org.openemr.aws.plan.Template;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/**
 * The resources of a deployment as CloudFormation has them, with what their templates say of them.
 *
 * @param resources of all stacks, in the order of the layers
 */
record Deployed(List<Resource> resources) {

    /**
     * A resource.
     *
     * @param layer whose stack has it
     * @param type as CloudFormation names it
     * @param logicalId in the template
     * @param physicalId in AWS
     * @param template what the template says of it
     */
    record Resource(Layer layer, String type, String logicalId, String physicalId, JsonNode template) {

        JsonNode properties() {
            return template.path("Properties");
        }
    }

    /** Asks CloudFormation for every stack that there is. */
    static Deployed read(Stacks stacks, Names names) {
        var resources = new ArrayList<Resource>();
        for (var layer : Layer.values()) {
            var name = names.stackName(layer);
            stacks.template(name)
                    .map(Template::parse)
                    .ifPresent(template -> stacks.resources(name).stream()
                            .map(summary -> resource(layer, summary, template))
                            .forEach(resources::add));
        }
        return new Deployed(resources);
    }

    /** By which an event is told to be about it. */
    AwsNames about(Names names) {
        return new AwsNames(
                Stream.concat(names().stream(), stackNames(names).stream()).collect(Collectors.toSet()));
    }

    private static Resource resource(Layer layer, StackResourceSummary summary, Template template) {
        var id = summary.logicalResourceId();
        return new Resource(
                layer,
                summary.resourceType(),
                id,
                String.valueOf(summary.physicalResourceId()),
                template.json().path("Resources").path(id));
    }

    Stream<Resource> ofType(String type) {
        return resources.stream().filter(resource -> resource.type().equals(type));
    }

    /** What AWS calls them; what a custom resource is called is no name in AWS. */
    Set<String> names() {
        return resources.stream()
                .filter(resource -> !resource.type().startsWith("Custom::"))
                .map(Resource::physicalId)
                .collect(Collectors.toSet());
    }

    /** What the stacks are called, whether they are there or not. */
    Set<String> stackNames(Names names) {
        return Stream.of(Layer.values()).map(names::stackName).collect(Collectors.toSet());
    }
}
