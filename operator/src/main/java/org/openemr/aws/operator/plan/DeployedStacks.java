package org.openemr.aws.operator.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.aws.Stacks;
import org.openemr.aws.plan.InstallationChange;
import org.openemr.aws.plan.Installed;
import org.openemr.aws.plan.Template;

/**
 * The stacks of a deployment as they are now.
 *
 * @param stacks by stack id, without those that are not there, or whose first deployment did not come to its end
 */
public record DeployedStacks(Map<String, DeployedStack> stacks) {

    /**
     * Asks CloudFormation.
     *
     * @param values what is published now: it may be newer than what a stack read
     */
    public static DeployedStacks of(Stacks cloudFormation, DeployedValues values) {
        var stacks = new LinkedHashMap<String, DeployedStack>();
        for (var layer : Layer.values()) {
            var name = values.names().stackName(layer);
            cloudFormation
                    .find(name)
                    .filter(DeployedStack::wasMade)
                    .flatMap(stack -> cloudFormation
                            .template(name)
                            .map(template -> DeployedStack.of(stack, template, values.values())))
                    .ifPresent(stack -> stacks.put(layer.stackId(), stack));
        }
        return new DeployedStacks(stacks);
    }

    /** What their templates made. */
    Installed installed() {
        return InstallationChange.of(Installed.NOTHING, templates()).after();
    }

    /** The templates, by stack id. */
    public Map<String, Template> templates() {
        return stacks.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, stack -> stack.getValue().template()));
    }

    /** Why CloudFormation takes no deployment of some, by stack id. */
    Map<String, String> obstacles() {
        var obstacles = new LinkedHashMap<String, String>();
        stacks.forEach((id, stack) -> stack.obstacle().ifPresent(obstacle -> obstacles.put(id, obstacle)));
        return obstacles;
    }

    /** Whether CloudFormation refuses to delete a stack. */
    boolean isProtected(String stack) {
        return stacks.containsKey(stack) && stacks.get(stack).isProtected();
    }
}
