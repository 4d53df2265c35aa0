package org.openemr.aws.settings;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * A number in steps of a half, as Aurora capacity is counted, as JSON or as text.
 *
 * @param minimum the smallest accepted value
 * @param maximum the largest accepted value
 */
public record Capacity(double minimum, double maximum) implements ValueType<Double> {

    private static final double STEP = 0.5;

    @Override
    public String name() {
        return "number";
    }

    @Override
    public String accepted() {
        return "a number from %s to %s in steps of %s".formatted(plain(minimum), plain(maximum), STEP);
    }

    @Override
    public Double parse(Object raw) throws InvalidValueException {
        var text = raw.toString().strip();
        if (!text.matches("[0-9]{1,6}(\\.[0-9]{1,6})?")) {
            throw new InvalidValueException("is not a number", "write " + accepted());
        }
        var number = Double.parseDouble(text);
        if (number < minimum || number > maximum) {
            throw new InvalidValueException("is out of range", "choose " + accepted());
        }
        if (number % STEP != 0) {
            throw new InvalidValueException("is between two steps", "choose " + accepted());
        }
        return number;
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    /** Whole numbers, and those with a half below the largest. */
    private String halves() {
        var whole = NumberPattern.between((long) minimum, (long) maximum);
        var withHalf = NumberPattern.between((long) minimum, (long) maximum - 1);
        return whole + "(?:\\.0+)?|" + withHalf + "\\.50*";
    }

    @Override
    public Map<String, Object> jsonSchema() {
        return Map.of(
                "anyOf",
                List.of(
                        Map.of("type", "number", "minimum", minimum, "maximum", maximum, "multipleOf", STEP),
                        Map.of("type", "string", "pattern", "^(?:" + halves() + ")$")));
    }
}
