package org.openemr.aws.settings;

import org.apache.commons.lang3.StringUtils;

/**
 * One thing that is wrong with the configuration.
 *
 * @param key the key it concerns
 * @param what what is wrong
 * @param value the value found, as written
 * @param accepted what is accepted
 * @param remedy what to do
 */
public record Problem(String key, String what, String value, String accepted, String remedy) {

    private static final int SHOWN_OF_A_VALUE = 200;

    /** The problem as a paragraph of a report, with the beginning of a long value. */
    public String paragraph() {
        return """
                %s: %s
                    value:    %s
                    accepted: %s
                    to do:    %s
                """.formatted(key, what, StringUtils.abbreviate(value, SHOWN_OF_A_VALUE), accepted, remedy);
    }
}
