package org.openemr.aws.plan;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is in the account.
 *
 * @param stacks the stacks by id
 * @param leftBehind what stacks gave up and nobody deleted
 * @param creations how often a stack of a name was created
 */
public record Installed(Map<String, InstalledStack> stacks, List<Resource> leftBehind, Map<String, Integer> creations) {

    /** An account without the installation. */
    public static final Installed NOTHING = new Installed(Map.of(), List.of(), Map.of());

    public Installed {
        stacks = Map.copyOf(stacks);
        leftBehind = List.copyOf(leftBehind);
        creations = Map.copyOf(creations);
    }

    /** Whether a stack is deployed. */
    public boolean has(String stack) {
        return stacks.containsKey(stack);
    }

    /** The resources of a stack; none when it is not deployed. */
    public Map<String, Resource> stack(String stack) {
        var installed = stacks.get(stack);
        return installed == null ? Map.of() : installed.resources();
    }

    /** The resources of all stacks. */
    public Stream<Resource> resources() {
        return stacks.values().stream().flatMap(stack -> stack.resources().values().stream());
    }

    /** The values of the parameters of Systems Manager that stacks published, by name. */
    public Map<String, String> parameters() {
        return resources()
                .filter(resource -> resource.type().equals("AWS::SSM::Parameter"))
                .map(Resource::properties)
                .collect(Collectors.toMap(
                        properties -> properties.path("Name").asText(),
                        properties -> properties.path("Value").asText(),
                        (first, second) -> first));
    }
}
