package org.openemr.aws.operator;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The folders of a user in which this program keeps something (XDG Base Directory Specification). */
public final class UserFolder {

    private UserFolder() {}

    /**
     * The folder of this program.
     *
     * @param variable of the environment that says where the folders of all programs are
     * @param usual where they are when it says nothing
     */
    public static Path of(Map<String, String> environment, String variable, Path usual) {
        return Optional.ofNullable(environment.get(variable))
                .filter(path -> !path.isBlank())
                .map(Path::of)
                .orElse(usual)
                .resolve("openemr");
    }
}
