package org.openemr.aws.cost;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openemr.aws.plan.Template;

/**
 * All resources of all stacks, and what they are used for.
 *
 * @param resources of all templates
 * @param usage in a month
 */
record Installation(List<DeployedResource> resources, Usage usage) {

    private static final int ZONES_WITHOUT_A_SERVICE = 2;

    /** In the script of a service that leaves a database alone which pauses: ComputeStack's OpenEmrService. */
    private static final String LETS_PAUSE = "DATABASE_PAUSES=yes";

    static Installation of(Map<String, Template> templates, Usage usage) {
        return new Installation(
                templates.entrySet().stream()
                        .flatMap(template -> template.getValue().resources().entrySet().stream()
                                .map(resource -> new DeployedResource(
                                        template.getKey(),
                                        resource.getKey(),
                                        resource.getValue().path("Type").asText(),
                                        resource.getValue().path("Properties"))))
                        .toList(),
                usage);
    }

    /** The same, when nobody works. */
    Installation idle() {
        return new Installation(resources, usage.idle());
    }

    Stream<DeployedResource> ofType(String type) {
        return resources.stream().filter(resource -> resource.type().equals(type));
    }

    Optional<DeployedResource> find(String stack, String id) {
        return resources.stream()
                .filter(resource ->
                        resource.stack().equals(stack) && resource.id().equals(id))
                .findFirst();
    }

    /** What scales a service. */
    Optional<DeployedResource> scaling(DeployedResource service) {
        return ofType("AWS::ApplicationAutoScaling::ScalableTarget")
                .filter(target -> target.refersTo(service))
                .findFirst();
    }

    /** Hours of a month in which the tasks of any service ask the database, whether anybody works or not. */
    double hoursOfAsking() {
        return ofType("AWS::ECS::Service")
                .filter(service -> !task(service)
                        .map(DeployedResource::properties)
                        .toString()
                        .contains(LETS_PAUSE))
                .mapToDouble(service -> scaling(service).map(OpenHours::of).orElse(Usage.HOURS))
                .max()
                .orElse(0);
    }

    /** What the tasks of a service are. */
    Optional<DeployedResource> task(DeployedResource service) {
        return find(
                service.stack(), service.properties().at("/TaskDefinition/Ref").asText());
    }

    /** In how many zones it is: where the service's tasks may run. */
    int zones() {
        return ofType("AWS::ECS::Service")
                .mapToInt(service -> service.properties()
                        .at("/NetworkConfiguration/AwsvpcConfiguration/Subnets")
                        .size())
                .max()
                .orElse(ZONES_WITHOUT_A_SERVICE);
    }
}
