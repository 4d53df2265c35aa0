package org.openemr.aws.functions;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values by name that come from outside. One that is missing is named at once, instead of failing where it is used.
 *
 * @param whose what they are values of, for the message
 */
public record NamedValues(String whose, Map<String, ?> values) {

    /** The function's environment variables. */
    public static NamedValues ofEnvironment(Map<String, String> environment) {
        return new NamedValues("the environment", environment);
    }

    /** What a function is invoked with, or an object inside of it. */
    public static NamedValues ofEvent(Map<String, Object> event) {
        return new NamedValues("the event", event);
    }

    /**
     * A text.
     *
     * @throws IllegalArgumentException when it is missing
     */
    public String text(String name) {
        return (String) required(name);
    }

    /** A text that may be missing. */
    public Optional<String> optionalText(String name) {
        return Optional.ofNullable((String) values.get(name));
    }

    /**
     * A list of texts.
     *
     * @throws IllegalArgumentException when it is missing
     */
    @SuppressWarnings("unchecked")
    public List<String> texts(String name) {
        return (List<String>) required(name);
    }

    /**
     * A list of objects.
     *
     * @throws IllegalArgumentException when it is missing
     */
    @SuppressWarnings("unchecked")
    public List<Map<String, Object>> objects(String name) {
        return (List<Map<String, Object>>) required(name);
    }

    /**
     * An object.
     *
     * @throws IllegalArgumentException when it is missing
     */
    @SuppressWarnings("unchecked")
    public Map<String, Object> object(String name) {
        return (Map<String, Object>) required(name);
    }

    /**
     * A value of whatever kind.
     *
     * @throws IllegalArgumentException when it is missing
     */
    public Object required(String name) {
        return Optional.<Object>ofNullable(values.get(name))
                .orElseThrow(() -> new IllegalArgumentException(name + " is missing in " + whose));
    }
}
