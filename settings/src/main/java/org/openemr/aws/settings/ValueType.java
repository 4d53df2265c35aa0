package org.openemr.aws.settings;

import java.util.Map;

/**
 * How the value of a setting is written: parses it, says what is accepted, and describes it to editors.
 *
 * @param <T> the Java type of the parsed value
 */
public interface ValueType<T> {

    /** The type's name in the reference, for example {@code boolean} or {@code IPv4 CIDR}. */
    String name();

    /** What is accepted, in words. */
    String accepted();

    /**
     * Parses a value that is present.
     *
     * @param raw a JSON value: a string, number, boolean, list or map
     * @throws InvalidValueException when the value is not accepted
     */
    T parse(Object raw) throws InvalidValueException;

    /** The JSON schema of one value. */
    Map<String, Object> jsonSchema();
}
