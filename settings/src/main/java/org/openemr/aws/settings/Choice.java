package org.openemr.aws.settings;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One constant of an enumeration, written in lower case and with hyphens.
 *
 * @param <E> the enumeration
 */
public record Choice<E extends Enum<E>>(Class<E> constants) implements ValueType<E> {

    @Override
    public String name() {
        return String.join(" or ", names());
    }

    @Override
    public String accepted() {
        return String.join(" or ", names());
    }

    @Override
    public E parse(Object raw) throws InvalidValueException {
        return Stream.of(constants.getEnumConstants())
                .filter(constant -> written(constant).equals(raw.toString().strip()))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException("is not known", "write " + accepted()));
    }

    static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private List<String> names() {
        return Stream.of(constants.getEnumConstants()).map(Choice::written).toList();
    }

    @Override
    public Map<String, Object> jsonSchema() {
        return Map.of("enum", names());
    }
}
