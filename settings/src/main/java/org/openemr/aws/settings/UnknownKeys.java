package org.openemr.aws.settings;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds context keys that are neither settings nor the CDK's own, and the setting that was probably meant. */
final class UnknownKeys {

    /** Keys of the CDK and its command line that carry no colon and no scope. */
    private static final Set<String> KEYS_OF_THE_CDK =
            Set.of("cli-telemetry", "acknowledged-issue-numbers", "notices", "tree", "libraries", "cdk-migrate");

    private final SortedSet<String> knownKeys;

    UnknownKeys(Set<String> knownKeys) {
        this.knownKeys = new TreeSet<>(knownKeys);
    }

    Stream<Problem> findIn(Map<String, Object> context) {
        return context.entrySet().stream()
                .filter(entry -> !knownKeys.contains(entry.getKey()) && !belongsToTheCdk(entry.getKey()))
                .map(entry -> problem(entry.getKey(), entry.getValue()));
    }

    /** Feature flags ({@code @aws-cdk/...}), the CLI's own keys and cached look-ups ({@code hosted-zone:...}). */
    private static boolean belongsToTheCdk(String key) {
        return key.startsWith("@") || key.indexOf(':') > 0 || KEYS_OF_THE_CDK.contains(key);
    }

    private Problem problem(String key, Object value) {
        return new Problem(
                key,
                "there is no such key",
                Objects.toString(value, "null"),
                "the keys of docs/configuration.md",
                "did you mean " + nearestTo(key) + "? Correct the name, or remove the key");
    }

    /** The first of the nearest in alphabetical order. */
    private String nearestTo(String key) {
        var distance = LevenshteinDistance.getDefaultInstance();
        return knownKeys.stream()
                .map(known -> Map.entry(known, distance.apply(known, key)))
                .min(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }
}
