package org.openemr.aws.functions.restoretest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was found out about a store.
 *
 * @param problem why it does not stand the test; empty when it does
 * @param seen what was seen in it, by the names of {@link org.openemr.aws.trial.TrialRecord#COLUMNS}
 */
record Verdict(Optional<String> problem, Map<String, Object> seen) {

    static Verdict passed(Map<String, Object> seen) {
        return new Verdict(Optional.empty(), seen);
    }

    static Verdict failed(String problem) {
        return new Verdict(Optional.of(problem), Map.of());
    }

    /** As a state machine carries it. */
    Map<String, Object> toMap() {
        var map = new LinkedHashMap<String, Object>();
        problem.ifPresent(why -> map.put("Problem", why));
        map.put("Seen", seen);
        return map;
    }

    @SuppressWarnings("unchecked")
    static Verdict of(Map<String, Object> map) {
        return new Verdict(Optional.ofNullable((String) map.get("Problem")), (Map<String, Object>)
                map.getOrDefault("Seen", Map.of()));
    }
}
