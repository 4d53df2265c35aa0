package org.openemr.aws.contracts.settings;

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

    /** The problem as a paragraph of a report. */
    public String paragraph() {
        return """
                %s: %s
                    value:    %s
                    accepted: %s
                    to do:    %s
                """.formatted(key, what, value, accepted, remedy);
    }
}
