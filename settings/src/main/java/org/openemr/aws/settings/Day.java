package org.openemr.aws.settings;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;

/** A day of the calendar, as <a href="https://www.rfc-editor.org/rfc/rfc3339">RFC 3339</a> writes it. */
public final class Day implements ValueType<LocalDate> {

    /** The only instance that is needed. */
    public static final Day DAY = new Day();

    private static final String FORM = "[0-9]{4}-[0-9]{2}-[0-9]{2}";

    private Day() {}

    @Override
    public String name() {
        return "day";
    }

    @Override
    public LocalDate parse(Object raw) throws InvalidValueException {
        var text = raw.toString().strip();
        try {
            if (raw instanceof String && text.matches(FORM)) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeException e) {
            // Of the right form, and in no calendar.
        }
        throw new InvalidValueException("is no day", "write " + accepted());
    }

    @Override
    public String accepted() {
        return "a day such as 2026-12-31";
    }

    @Override
    public Map<String, Object> jsonSchema() {
        return Map.of(
                "type",
                "string",
                "pattern",
                "^[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|[12][0-9]))$");
    }
}
