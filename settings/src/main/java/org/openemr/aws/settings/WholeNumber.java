package org.openemr.aws.settings;

import java.util.List;
import java.util.Map;

/**
 * A whole number in a range, as JSON or as text.
 *
 * @param minimum the smallest accepted value
 * @param maximum the largest accepted value
 */
public record WholeNumber(long minimum, long maximum) implements ValueType<Long> {

    @Override
    public String name() {
        return "whole number";
    }

    @Override
    public String accepted() {
        return "a whole number from %d to %d".formatted(minimum, maximum);
    }

    @Override
    public Long parse(Object raw) throws InvalidValueException {
        var number = wholeNumber(raw);
        if (number < minimum || number > maximum) {
            throw new InvalidValueException("is out of range", "choose " + accepted());
        }
        return number;
    }

    private long wholeNumber(Object raw) throws InvalidValueException {
        if (raw instanceof String || raw instanceof Number) {
            var text = raw.toString().strip();
            if (text.matches("-?[0-9]{1,18}(\\.0)?")) {
                return Long.parseLong(text.replace(".0", ""));
            }
        }
        throw new InvalidValueException("is not a whole number", "write " + accepted());
    }

    @Override
    public Map<String, Object> jsonSchema() {
        return Map.of(
                "anyOf",
                List.of(
                        Map.of("type", "integer", "minimum", minimum, "maximum", maximum),
                        Map.of(
                                "type",
                                "string",
                                "pattern",
                                "^" + NumberPattern.between(minimum, maximum) + "(?:\\.0)?$")));
    }
}
