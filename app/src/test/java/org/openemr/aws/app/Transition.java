package org.openemr.aws.app;

import java.util.Map;

/**
 * An installation that changes from one configuration to another.
 *
 * @param subject the setting that changes, or what kind of step it is
 * @param name from where and to where, for people
 * @param before all settings before
 * @param after all settings after
 */
record Transition(String subject, String name, Map<String, Object> before, Map<String, Object> after) {

    @Override
    public String toString() {
        return subject + " " + name;
    }
}
