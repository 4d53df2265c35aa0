package org.openemr.aws.functions.restoretest;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How far a test is: what a look needs of the looks before it. The state machine carries it from one to the next.
 *
 * @param times when a step of the test was reached, and since when a file system can be mounted
 * @param restored what there is to look into, by store
 * @param tasks the tasks that look into file systems
 * @param failures how many looks at a store failed
 * @param verdicts what was found out, by store
 */
record Stage(
        Map<String, Instant> times,
        Map<String, Restored> restored,
        Map<String, String> tasks,
        Map<String, Integer> failures,
        Map<String, Verdict> verdicts) {

    /** When AWS Backup had restored what it did. */
    static final String RESTORED = "all is restored";

    /** When there was a verdict for each store. */
    static final String KNOWN = "all is known";

    /** When the first look began to give back what was added. */
    static final String ENDING = "ending";

    static Stage first() {
        return new Stage(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    Optional<Verdict> verdict(String store) {
        return Optional.ofNullable(verdicts.get(store));
    }

    Optional<Restored> restored(String store) {
        return Optional.ofNullable(restored.get(store));
    }

    Optional<Instant> time(String step) {
        return Optional.ofNullable(times.get(step));
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
        map.put("Times", each(times, Instant::toString));
        map.put("Restored", each(restored, Restored::toMap));
        map.put("Tasks", tasks);
        map.put("Failures", failures);
        map.put("Verdicts", each(verdicts, Verdict::toMap));
        return map;
    }

    @SuppressWarnings("unchecked")
    static Stage of(Map<String, Object> map) {
        var stage = first();
        Stage.<String>in(map, "Times").forEach((step, time) -> stage.times.put(step, Instant.parse(time)));
        Stage.<Map<String, String>>in(map, "Restored")
                .forEach((store, restored) -> stage.restored.put(store, Restored.of(restored)));
        stage.tasks.putAll(in(map, "Tasks"));
        Stage.<Number>in(map, "Failures").forEach((store, number) -> stage.failures.put(store, number.intValue()));
        Stage.<Map<String, Object>>in(map, "Verdicts")
                .forEach((store, verdict) -> stage.verdicts.put(store, Verdict.of(verdict)));
        return stage;
    }

    @SuppressWarnings("unchecked")
    private static <V> Map<String, V> in(Map<String, Object> map, String key) {
        return (Map<String, V>) map.getOrDefault(key, Map.of());
    }

    private static <V, M> Map<String, M> each(Map<String, V> values, Function<V, M> form) {
        var formed = new TreeMap<String, M>();
        values.forEach((key, value) -> formed.put(key, form.apply(value)));
        return formed;
    }
}
