package org.openemr.aws.operator.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openemr.aws.plan.Action;
import org.openemr.aws.plan.Change;
import org.openemr.aws.plan.Effect;
import org.openemr.aws.plan.Effects;
import org.openemr.aws.plan.StackPlan;

/**
 * One stack of a plan in words.
 *
 * @param number its place in the order
 * @param command what takes the step
 */
public record PlannedStep(int number, StackPlan plan, String command) {

    static final List<String> COLUMNS = List.of("step", "stack", "does", "made", "changed", "replaced", "given_up");

    /** The stack's id in the project, for example {@code NetworkStack}. */
    public String stack() {
        return plan.stack();
    }

    /** Whether the stack goes, which is not the CDK's to do: the configuration does not have it any more. */
    public boolean isDeletion() {
        return !plan.after().has(plan.stack());
    }

    /** The worst that it does. */
    Effect effect() {
        return Effects.of(plan);
    }

    /** For tables and scripts. */
    Map<String, Object> row() {
        var row = new LinkedHashMap<String, Object>();
        row.put("step", number);
        row.put("stack", stack());
        row.put("does", effect().words());
        row.put("made", count(Action.CREATE));
        row.put("changed", count(Action.UPDATE) + count(Action.MAY_REPLACE));
        row.put("replaced", count(Action.REPLACE));
        row.put("given_up", count(Action.DELETE));
        return row;
    }

    /** The changes that somebody notices, or that concern data. */
    List<String> noteworthy() {
        return plan.changes().stream()
                .filter(change -> Effects.of(change).compareTo(Effect.ACCESS) >= 0)
                .map(PlannedStep::told)
                .toList();
    }

    private static String told(Change change) {
        var verb = switch (change.action()) {
            case CREATE -> "is made";
            case UPDATE -> "changes";
            case REPLACE -> "is replaced";
            case MAY_REPLACE -> "changes, and may be replaced";
            case DELETE -> "goes";
        };
        return "%s (%s) %s"
                .formatted(change.resource().address(), change.resource().type(), verb);
    }

    private long count(Action action) {
        return plan.changes().stream()
                .filter(change -> change.action() == action)
                .count();
    }
}
