package org.openemr.aws.settings.openemr;

import java.time.ZoneId;
import java.util.Map;
import org.openemr.aws.settings.InvalidValueException;
import org.openemr.aws.settings.ValueType;

/** The name of a time zone of the IANA database, such as {@code America/New_York}. */
final class TimeZoneName implements ValueType<String> {

    static final TimeZoneName TIME_ZONE = new TimeZoneName();

    private TimeZoneName() {}

    @Override
    public String name() {
        return "time zone";
    }

    @Override
    public String accepted() {
        return "the name of a time zone, such as America/New_York";
    }

    @Override
    public String parse(Object raw) throws InvalidValueException {
        var text = raw.toString().strip();
        // Java's own names beside those of the database, which PHP does not know.
        if (!ZoneId.getAvailableZoneIds().contains(text) || text.startsWith("SystemV/")) {
            throw new InvalidValueException("is no time zone", "write " + accepted());
        }
        return text;
    }

    @Override
    public Map<String, Object> jsonSchema() {
        return Map.of("type", "string");
    }
}
