package org.openemr.aws.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openemr.aws.plan.Effect;
import org.openemr.aws.plan.Effects;
import org.openemr.aws.plan.InstallationChange;
import org.openemr.aws.plan.Installed;
import org.openemr.aws.plan.StackPlan;
import org.openemr.aws.plan.Template;

/**
 * What a transition does, there and back.
 *
 * @param there the way there
 * @param repeated the same deployment once more
 * @param back the way back
 * @param hazardsLater what is wrong on the way back, from wherever the way there stops, and on both ways a second time
 */
record TransitionOutcome(
        Transition transition,
        InstallationChange there,
        InstallationChange repeated,
        InstallationChange back,
        List<String> hazardsLater) {

    static TransitionOutcome of(
            Transition transition, Installed installed, Map<String, Template> from, Map<String, Template> to) {
        var there = InstallationChange.of(installed, to);
        var back = InstallationChange.of(there.after(), from);
        var again = InstallationChange.of(back.after(), to);
        var later = new ArrayList<String>();
        stops(there, installed)
                .forEach((stack, state) ->
                        later.addAll(told("back after a stop at " + stack, InstallationChange.of(state, from))));
        later.addAll(told("back", back));
        later.addAll(told("there again", again));
        later.addAll(told("back again", InstallationChange.of(again.after(), from)));
        return new TransitionOutcome(
                transition, there, InstallationChange.of(there.after(), to), back, List.copyOf(later));
    }

    String subject() {
        return transition.subject();
    }

    List<String> hazardsThere() {
        return told("there", there);
    }

    /** The worst that both ways do. */
    Effect effect() {
        return Stream.of(there, back).map(Effects::of).max(Effect::compareTo).orElseThrow();
    }

    /** The stacks that something happens to on either way. */
    Stream<String> stacks() {
        return Stream.of(there, back).flatMap(change -> change.stacks().stream());
    }

    /** What a failure at each stack leaves: those before it are deployed, it is rolled back. */
    private static Map<String, Installed> stops(InstallationChange change, Installed before) {
        var stops = new LinkedHashMap<String, Installed>();
        var state = before;
        for (StackPlan step : change.steps()) {
            stops.putIfAbsent(step.stack(), state);
            state = step.after();
        }
        return stops;
    }

    private static List<String> told(String where, InstallationChange change) {
        return change.hazards().stream().map(hazard -> where + ": " + hazard).toList();
    }

    @Override
    public String toString() {
        return transition.toString();
    }
}
