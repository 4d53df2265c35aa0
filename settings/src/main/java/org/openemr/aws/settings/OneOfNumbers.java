package org.openemr.aws.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A whole number from a list, as JSON or as text.
 *
 * @param values the accepted values, ascending
 */
public record OneOfNumbers(List<Long> values) implements ValueType<Long> {

    public static OneOfNumbers of(long... values) {
        return new OneOfNumbers(Arrays.stream(values).boxed().toList());
    }

    @Override
    public String name() {
        return "whole number";
    }

    @Override
    public String accepted() {
        return "one of " + values.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    @Override
    public Long parse(Object raw) throws InvalidValueException {
        var number = new WholeNumber(values.get(0), values.get(values.size() - 1)).parse(raw);
        if (!values.contains(number)) {
            throw new InvalidValueException("is not offered", "choose " + accepted());
        }
        return number;
    }

    @Override
    public Map<String, Object> jsonSchema() {
        return Map.of(
                "enum",
                Stream.concat(values.stream(), values.stream().map(String::valueOf))
                        .toList());
    }
}
