package org.openemr.aws.settings.former;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What people bring along from the Python projects: openemr/host-openemr-on-aws-fargate and openemr/openemr-on-ecs, in all versions of
 * their {@code cdk.json}.
 *
 * @param keys every context key that any version of them read
 * @param values values that they took and this project does not
 * @param outputs outputs of their stack
 * @param scripts scripts in their folder {@code scripts} and beside
 */
public record PythonProjects(
        List<FormerName> keys, List<FormerValue> values, List<FormerName> outputs, List<FormerName> scripts) {

    /** The table, read where somebody asks for it: a configuration without a mistake never does. */
    public static PythonProjects table() {
        try (var stream = PythonProjects.class.getResourceAsStream("python-projects.json")) {
            return new ObjectMapper()
                    .readValue(Objects.requireNonNull(stream, "python-projects.json"), PythonProjects.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a key was. */
    public Optional<FormerName> key(String name) {
        return keys.stream().filter(former -> former.name().equals(name)).findFirst();
    }

    /** What a value of a key meant. */
    public Optional<FormerValue> value(String key, Object written) {
        return values.stream()
                .filter(former -> former.keys().contains(key)
                        && former.value().equalsIgnoreCase(written.toString().strip()))
                .findFirst();
    }
}
