package org.openemr.aws.settings.environment;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openemr.aws.settings.InvalidSettingsException;
import org.openemr.aws.settings.Problem;
import org.openemr.aws.settings.WrittenValue;

/**
 * The environments of a checkout: {@code environments/NAME.json} has, under {@code context} as {@code cdk.json}, the settings of one that
 * differ from those that all share.
 *
 * @param directory the checkout
 */
public record EnvironmentFiles(Path directory) {

    /** The context key that chooses one. */
    public static final String KEY = "environment";

    /** The keys that the command line decides also where it says what cdk.json says, with commas between. The CDK leaves keys with a colon alone. */
    public static final String GIVEN = "environment:given";

    private static final String FOLDER = "environments";
    private static final String SUFFIX = ".json";
    private static final String ACCEPTED =
            "a file environments/NAME.json, where NAME is lower-case letters, digits and hyphens";

    /** The names of all, in alphabetical order. */
    public List<String> names() {
        var folder = directory.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the settings of an environment are. */
    public Path path(String name) {
        return directory.resolve(FOLDER).resolve(name + SUFFIX);
    }

    /**
     * The settings that an environment says otherwise.
     *
     * @throws InvalidSettingsException when there is no such environment, or its file cannot be read
     */
    public Map<String, Object> own(String name) {
        if (!name.matches("[a-z0-9-]+") || !Files.isRegularFile(path(name))) {
            var there = names();
            throw wrong(
                    "there is no such environment",
                    name,
                    there.isEmpty()
                            ? "make %s with {\"context\": {...}} and the settings that differ from cdk.json"
                                    .formatted(directory.relativize(path("NAME")))
                            : "choose one of " + String.join(", ", there));
        }
        var own = read(path(name));
        if (own.containsKey(KEY)) {
            throw wrong("is chosen by who deploys, and not in the file of one", name, "remove it from " + path(name));
        }
        return own;
    }

    /** The settings that all share, in cdk.json. */
    public Map<String, Object> common() {
        return read(directory.resolve("cdk.json"));
    }

    /**
     * What is in effect when the CDK runs the app with a context: of an environment what it says otherwise, unless the command line said so
     * before ({@code -c key=value}). The CDK hands cdk.json and command line on as one: what is not as in cdk.json was on the command line, and
     * what {@link #GIVEN} names.
     *
     * @throws InvalidSettingsException as {@link #own}, and where there are environments and none is chosen
     */
    public Map<String, Object> inEffect(Map<String, ?> context) {
        var effective = new TreeMap<String, Object>(context);
        var chosen = chosen(context);
        if (chosen.isEmpty()) {
            requireNone();
            return effective;
        }
        var common = common();
        var given = List.of(String.valueOf(context.get(GIVEN)).split(","));
        own(chosen.get()).forEach((key, value) -> {
            var isCommon =
                    !context.containsKey(key) || (common.containsKey(key) && same(context.get(key), common.get(key)));
            if (isCommon && !given.contains(key)) {
                effective.put(key, value);
            }
        });
        return effective;
    }

    /** The environment that a context chooses. */
    public static Optional<String> chosen(Map<String, ?> context) {
        return WrittenValue.text(context, KEY);
    }

    /**
     * Makes sure that there are no environments: what all share is no deployment.
     *
     * @throws InvalidSettingsException when there are
     */
    public void requireNone() {
        var there = names();
        if (!there.isEmpty()) {
            throw wrong("is not chosen, and there are some", "absent", "choose one of " + String.join(", ", there));
        }
    }

    /** What an environment has altogether. */
    public Map<String, Object> all(String name) {
        var all = new TreeMap<>(common());
        all.putAll(own(name));
        all.put(KEY, name);
        return all;
    }

    /** Numbers of JSON may have another Java type each time. */
    static boolean same(Object one, Object other) {
        return ContextJson.MAPPER.valueToTree(one).equals(ContextJson.MAPPER.valueToTree(other));
    }

    private Map<String, Object> read(Path file) {
        try {
            return ContextJson.settings(Files.readString(file))
                    .orElseThrow(() -> wrong("has no settings under \"context\"", file.toString(), "write them there"));
        } catch (JsonProcessingException e) {
            throw wrong(
                    "is no valid JSON at line %d: %s".formatted(e.getLocation().getLineNr(), e.getOriginalMessage()),
                    file.toString(),
                    "correct the file");
        } catch (IOException e) {
            throw wrong("cannot be read: " + e.getMessage(), file.toString(), "look at the file");
        }
    }

    private static InvalidSettingsException wrong(String what, String value, String remedy) {
        return new InvalidSettingsException(List.of(new Problem(KEY, what, value, ACCEPTED, remedy)));
    }
}
