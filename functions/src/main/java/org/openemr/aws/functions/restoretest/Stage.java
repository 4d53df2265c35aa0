package org.openemr.aws.functions.restoretest;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How far a test is: what a look needs of the looks before it. The state machine carries it from one to the next.
 *
 * @param ready since when a file system can be mounted, by its store
 * @param tasks the tasks that look into them
 * @param failures how many looks at a store failed one after the other
 * @param verdicts what was found out, by store
 */
record Stage(
        Map<String, Instant> ready,
        Map<String, String> tasks,
        Map<String, Integer> failures,
        Map<String, Verdict> verdicts) {

    static Stage first() {
        return new Stage(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    Optional<Verdict> verdict(String store) {
        return Optional.ofNullable(verdicts.get(store));
    }

    /** What stands against the test, a sentence for each store; empty when it is passed. */
    String problem() {
        return verdicts.entrySet().stream()
                .flatMap(verdict -> verdict.getValue().problem().map(why -> verdict.getKey() + ": " + why).stream())
                .collect(Collectors.joining(" "));
    }

    /** As a state machine carries it. */
    Map<String, Object> toMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("Ready", texts(ready));
        map.put("Tasks", tasks);
        map.put("Failures", failures);
        var found = new TreeMap<String, Object>();
        verdicts.forEach((store, verdict) -> found.put(store, verdict.toMap()));
        map.put("Verdicts", found);
        return map;
    }

    @SuppressWarnings("unchecked")
    static Stage of(Map<String, Object> map) {
        var stage = first();
        ((Map<String, String>) map.getOrDefault("Ready", Map.of()))
                .forEach((store, time) -> stage.ready.put(store, Instant.parse(time)));
        stage.tasks.putAll((Map<String, String>) map.getOrDefault("Tasks", Map.of()));
        ((Map<String, Number>) map.getOrDefault("Failures", Map.of()))
                .forEach((store, number) -> stage.failures.put(store, number.intValue()));
        ((Map<String, Map<String, Object>>) map.getOrDefault("Verdicts", Map.of()))
                .forEach((store, verdict) -> stage.verdicts.put(store, Verdict.of(verdict)));
        return stage;
    }

    private static Map<String, String> texts(Map<String, Instant> times) {
        var texts = new TreeMap<String, String>();
        times.forEach((store, time) -> texts.put(store, time.toString()));
        return texts;
    }
}
