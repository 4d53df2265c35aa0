package org.openemr.aws.app;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openemr.aws.plan.InstallationChange;
import org.openemr.aws.plan.Installed;

/** What all transitions do, found once for all tests and documents. */
final class TransitionOutcomes {

    /** What is installed by the settings of before. */
    private static final Map<Map<String, Object>, Installed> FRESH = new HashMap<>();

    private static final List<TransitionOutcome> ALL = Stream.of(
                    Transitions.ofOneSetting(), Transitions.ofManySettings(), Transitions.ofLife())
            .flatMap(List::stream)
            .map(TransitionOutcomes::of)
            .toList();

    private TransitionOutcomes() {}

    static Stream<TransitionOutcome> all() {
        return ALL.stream();
    }

    private static TransitionOutcome of(Transition transition) {
        var from = LayerTemplates.of(transition.before());
        var installed = FRESH.computeIfAbsent(
                transition.before(),
                settings -> InstallationChange.of(Installed.NOTHING, from).after());
        return TransitionOutcome.of(transition, installed, from, LayerTemplates.of(transition.after()));
    }
}
