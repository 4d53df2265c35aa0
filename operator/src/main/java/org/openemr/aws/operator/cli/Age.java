package org.openemr.aws.operator.cli;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.openemr.aws.operator.Failure;

/** How far back a command looks. */
final class Age {

    private Age() {}

    /**
     * The age that an option was given.
     *
     * @param text a number with s, m, h or d
     * @throws Failure when it is none
     */
    static Duration of(String option, String text) {
        try {
            return Duration.parse((text.endsWith("d") ? "P" : "PT") + text.toUpperCase(Locale.ROOT));
        } catch (DateTimeParseException e) {
            throw Failure.usage(
                    "%s must be a number with s, m, h or d, for example 30m; not %s.".formatted(option, text));
        }
    }
}
