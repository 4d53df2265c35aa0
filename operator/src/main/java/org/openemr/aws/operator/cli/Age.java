package org.openemr.aws.operator.cli;

import java.time.Duration;
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
        if (!text.matches("[0-9]{1,6}[smhd]")) {
            throw Failure.usage(
                    "%s must be a number with s, m, h or d, for example 30m; not %s.".formatted(option, text));
        }
        return Duration.parse((text.endsWith("d") ? "P" : "PT") + text.toUpperCase(Locale.ROOT));
    }
}
