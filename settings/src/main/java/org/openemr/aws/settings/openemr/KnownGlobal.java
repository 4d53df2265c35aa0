package org.openemr.aws.settings.openemr;

import java.util.Optional;
import org.openemr.aws.settings.InvalidValueException;
import org.openemr.aws.settings.ValueType;

/**
 * A setting of OpenEMR that we know.
 *
 * @param name its name in the table {@code globals}
 * @param type how its value is written in {@code cdk.json}
 * @param recommended the value that {@code cdk.json} has, none where the operator must say
 * @param safeguard the technical safeguard of HIPAA that it serves, a section of <a
 *     href="https://www.ecfr.gov/current/title-45/subtitle-A/subchapter-C/part-164/subpart-C/section-164.312">45 CFR 164.312</a>, empty
 *     when none
 * @param effect what it does
 */
public record KnownGlobal(
        String name, ValueType<?> type, Optional<Object> recommended, String safeguard, String effect) {

    static KnownGlobal recommended(String name, ValueType<?> type, Object value, String safeguard, String effect) {
        return new KnownGlobal(name, type, Optional.of(value), safeguard, effect);
    }

    static KnownGlobal optional(String name, ValueType<?> type, String safeguard, String effect) {
        return new KnownGlobal(name, type, Optional.empty(), safeguard, effect);
    }

    /** A value as OpenEMR keeps it: text, with 1 and 0 for yes and no. */
    String stored(Object raw) throws InvalidValueException {
        var value = type.parse(raw);
        return value instanceof Boolean yes ? yes ? "1" : "0" : String.valueOf(value);
    }
}
