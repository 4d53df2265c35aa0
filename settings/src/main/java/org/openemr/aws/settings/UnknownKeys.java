package org.openemr.aws.settings;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.openemr.aws.settings.former.FormerName;
import org.openemr.aws.settings.former.PythonProjects;

/** Finds context keys that are neither settings nor the CDK's own, and the setting that was probably meant. */
final class UnknownKeys {

    /** Keys of the CDK and its command line that carry no colon and no scope. */
    private static final Set<String> KEYS_OF_THE_CDK =
            Set.of("cli-telemetry", "acknowledged-issue-numbers", "notices", "tree", "libraries", "cdk-migrate");

    /** One letter in so many may be wrong, missing or too much in a name that somebody meant to write. */
    private static final int LETTERS_FOR_A_SLIP = 4;

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
        var former = PythonProjects.table().key(key);
        return new Problem(
                key,
                former.isPresent() ? "is a key of the Python projects, and none here" : "there is no such key",
                Objects.toString(value, "null"),
                "the keys of docs/configuration.md",
                former.map(UnknownKeys::whatItIsHere).orElseGet(() -> whatWasMeant(key)));
    }

    private static String whatItIsHere(FormerName former) {
        var instead = former.here().isEmpty() ? "" : "use " + String.join(" and ", former.here()) + " instead. ";
        return (instead + former.note()).strip();
    }

    private String whatWasMeant(String key) {
        return nearestTo(key).map(near -> "did you mean " + near + "? ").orElse("")
                + "Correct the name, or remove the key";
    }

    /** The first of the nearest in alphabetical order; none when it takes more than a slip of the hand to write one for the other. */
    private Optional<String> nearestTo(String key) {
        var distance = new LevenshteinDistance((key.length() + LETTERS_FOR_A_SLIP - 1) / LETTERS_FOR_A_SLIP);
        return knownKeys.stream()
                .map(known -> Map.entry(known, distance.apply(known, key)))
                .filter(entry -> entry.getValue() >= 0)
                .min(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
    }
}
