package org.openemr.aws.app;

import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.openemr.aws.plan.Effect;

/** What changing each setting does to an installation: the worst of all bases and of both ways. */
final class ChangeEffects {

    private static final Map<String, Effect> WORST = TransitionOutcomes.all()
            .collect(Collectors.toMap(
                    TransitionOutcome::subject, TransitionOutcome::effect, BinaryOperator.maxBy(Effect::compareTo)));

    private ChangeEffects() {}

    /** In the words of the reference. A way back from other data is no change but other data again. */
    static String of(String key) {
        if (key.equals("deployment_name")) {
            return "another installation";
        }
        if (Transitions.FORWARD_ONLY.contains(key)) {
            return Effect.INTERRUPTION.words() + ", no way back";
        }
        return Transitions.ONE_WAY.contains(key)
                ? Effect.DATA_MOVES.words()
                : WORST.getOrDefault(key, Effect.NOTHING).words();
    }
}
