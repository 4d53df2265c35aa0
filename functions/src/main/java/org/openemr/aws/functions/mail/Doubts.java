package org.openemr.aws.functions.mail;

import java.util.Set;
import java.util.TreeSet;

/** What was not understood in a message, in words that name nobody. With any doubt the message goes along whole. */
final class Doubts {

    private final Set<String> reasons = new TreeSet<>();

    void add(String reason) {
        reasons.add(reason);
    }

    void addAll(Set<String> others) {
        reasons.addAll(others);
    }

    /** Adds a reason unless all is well. */
    void unless(boolean isWell, String reason) {
        if (!isWell) {
            add(reason);
        }
    }

    boolean exist() {
        return !reasons.isEmpty();
    }

    Set<String> reasons() {
        return reasons;
    }
}
