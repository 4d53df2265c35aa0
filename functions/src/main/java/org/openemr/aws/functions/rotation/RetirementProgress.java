package org.openemr.aws.functions.rotation;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openemr.aws.functions.NamedValues;

/**
 * What a look hands to the next one.
 *
 * @param since when the credential was in use already: a task that was made later has it
 * @param notes what was begun, by names of each kind's own
 */
record RetirementProgress(Instant since, Map<String, Object> notes) {

    private static final String VERSION = "Version";
    private static final String SINCE = "Since";
    private static final String FAILURES = "Failures";

    Optional<String> note(String name) {
        return new NamedValues("the notes", notes).optionalText(name);
    }

    Optional<Instant> time(String name) {
        return note(name).map(Instant::parse);
    }

    /** With one more note. */
    RetirementProgress with(String name, String value) {
        var all = new TreeMap<>(notes);
        all.put(name, value);
        return new RetirementProgress(since, all);
    }

    /** Without a note. */
    RetirementProgress without(String name) {
        var others = new TreeMap<>(notes);
        others.remove(name);
        return new RetirementProgress(since, others);
    }

    /** How often something that was begun has failed. */
    int failures() {
        return note(FAILURES).map(Integer::parseInt).orElse(0);
    }

    /** What was begun has failed, and is to be begun again. */
    RetirementProgress failed(String begun) {
        return without(begun).with(FAILURES, String.valueOf(failures() + 1));
    }

    /** What is known of a version: nothing, and from now on, when the notes are of another. */
    RetirementProgress of(String version, String begunWith, Instant now) {
        if (version.equals(note(VERSION).orElse(begunWith))) {
            return new RetirementProgress(note(SINCE).map(Instant::parse).orElse(since), notes);
        }
        return new RetirementProgress(now, Map.of(VERSION, version, SINCE, now.toString()));
    }
}
