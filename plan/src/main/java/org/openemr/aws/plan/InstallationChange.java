package org.openemr.aws.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openemr.aws.contracts.Layer;

/**
 * The way from what is installed to other templates.
 *
 * @param steps what each stack's deployment or deletion does, in the order to take
 * @param after what is in the account afterwards
 */
public record InstallationChange(List<StackPlan> steps, Installed after) {

    private static final List<String> DOWN =
            Stream.of(Layer.values()).map(Layer::stackId).toList();
    private static final List<String> UP = reversed(DOWN);

    /**
     * Plans it. What is added is deployed from the first layer down. What is taken away is first let go by those that use it, from
     * the last layer up; a stack that is not wanted any more is deleted on that way.
     *
     * @param wanted the templates by stack id
     */
    public static InstallationChange of(Installed installed, Map<String, Template> wanted) {
        var leaves = DOWN.stream().anyMatch(stack -> installed.has(stack) && !wanted.containsKey(stack));
        var down = new Way(installed, wanted).deployed(DOWN).change();
        if (!leaves && down.hazards().isEmpty()) {
            return down;
        }
        var up = new Way(installed, wanted).letGo(UP).deployed(DOWN).change();
        return leaves || up.hazards().size() < down.hazards().size() ? up : down;
    }

    /** Everything that is wrong on the way. */
    public List<Hazard> hazards() {
        return steps.stream().flatMap(step -> step.hazards().stream()).toList();
    }

    /** Every step of every stack. */
    public List<Change> changes() {
        return steps.stream().flatMap(step -> step.changes().stream()).toList();
    }

    /** The stacks that something happens to, in order. */
    public List<String> stacks() {
        return steps.stream().map(StackPlan::stack).distinct().toList();
    }

    private static List<String> reversed(List<String> stacks) {
        var reversed = new ArrayList<>(stacks);
        Collections.reverse(reversed);
        return List.copyOf(reversed);
    }

    /** A walk through the stacks, in whatever order. */
    private static final class Way {

        private final Map<String, Template> wanted;
        private final List<StackPlan> steps = new ArrayList<>();
        private Installed state;

        Way(Installed installed, Map<String, Template> wanted) {
            this.state = installed;
            this.wanted = wanted;
        }

        Way deployed(List<String> order) {
            order.forEach(stack -> deployment(stack).ifPresent(this::take));
            return this;
        }

        /** Changes what is there; a stack that reads what nobody publishes yet has to wait. */
        Way letGo(List<String> order) {
            order.stream().filter(stack -> state.has(stack)).forEach(stack -> {
                if (wanted.containsKey(stack)) {
                    deployment(stack).filter(Way::isReady).ifPresent(this::take);
                } else {
                    take(StackDeployment.deletion(stack, state));
                }
            });
            return this;
        }

        InstallationChange change() {
            return new InstallationChange(List.copyOf(steps), state);
        }

        private Optional<StackPlan> deployment(String stack) {
            return Optional.ofNullable(wanted.get(stack)).map(template -> StackDeployment.of(stack, template, state));
        }

        private void take(StackPlan step) {
            if (!step.changes().isEmpty() || !step.hazards().isEmpty()) {
                steps.add(step);
            }
            state = step.after();
        }

        private static boolean isReady(StackPlan step) {
            return step.hazards().stream().noneMatch(hazard -> hazard.kind() == Hazard.Kind.MISSING);
        }
    }
}
