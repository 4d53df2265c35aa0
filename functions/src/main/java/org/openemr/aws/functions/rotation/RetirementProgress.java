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
}
