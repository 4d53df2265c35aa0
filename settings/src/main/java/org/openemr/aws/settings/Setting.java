package org.openemr.aws.settings;

import java.util.Map;
import java.util.Optional;

/**
 * One configuration key: everything that is known about it, in one place. The reference, the JSON schema and the error
 * messages are made from it.
 *
 * @param <T> the Java type of its value
 * @param key the CDK context key
 * @param type how its value is written
 * @param unit the unit of the value, empty when it has none
 * @param defaultValue the value when the key is absent, none when absence has a meaning of its own
 * @param whenAbsent what the default is, in words
 * @param effect what the setting does, with the rules that tie it to other settings
 */
public record Setting<T>(
        String key, ValueType<T> type, String unit, Optional<T> defaultValue, String whenAbsent, String effect) {

    /** A setting that has a default value. */
    public static <T> Setting<T> of(String key, ValueType<T> type, String unit, T defaultValue, String effect) {
        return new Setting<>(key, type, unit, Optional.of(defaultValue), words(defaultValue), effect);
    }

    /** A setting whose absence has a meaning, which {@code whenAbsent} says. */
    public static <T> Setting<T> optional(
            String key, ValueType<T> type, String unit, String whenAbsent, String effect) {
        return new Setting<>(key, type, unit, Optional.empty(), whenAbsent, effect);
    }

    /** Whether a context has another value than the default, however that is written; a value that the type refuses is another one. */
    public boolean isChangedIn(Map<String, ?> context) {
        return WrittenValue.of(context, key).filter(this::isNotTheDefault).isPresent();
    }

    private boolean isNotTheDefault(Object written) {
        try {
            return defaultValue.filter(type.parse(written)::equals).isEmpty();
        } catch (InvalidValueException e) {
            return true;
        }
    }

    private static String words(Object value) {
        return value instanceof Enum<?> constant ? Choice.written(constant) : String.valueOf(value);
    }
}
