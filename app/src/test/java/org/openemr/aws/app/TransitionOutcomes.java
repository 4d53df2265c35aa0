package org.openemr.aws.app;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openemr.aws.plan.InstallationChange;
import org.openemr.aws.plan.Installed;
import org.openemr.aws.plan.Template;

/** What all transitions do, found once for all tests and documents. */
final class TransitionOutcomes {

    private static final Map<Map<String, Template>, Installed> FRESH = new HashMap<>();
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
                from,
                templates -> InstallationChange.of(Installed.NOTHING, templates).after());
        return TransitionOutcome.of(transition, installed, from, LayerTemplates.of(transition.after()));
    }
}
