package org.openemr.aws.functions.rotation;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a look found.
 *
 * @param done whether what was in use before lets nobody in any more
 * @param waitsFor what it waits for; empty when it is done
 * @param isTroubled whether something failed that is begun again
 * @param pause until the next look
 */
record RetirementLook(boolean done, String waitsFor, boolean isTroubled, Duration pause, RetirementProgress progress) {

    private static final Duration UNFORESEEN = Duration.ofMinutes(2);

    /** Nothing is left to do. */
    static RetirementLook over(RetirementProgress progress) {
        return new RetirementLook(true, "", false, Duration.ZERO, progress);
    }

    /** Something is to be waited for, whose end cannot be foreseen: it is looked at every two minutes. */
    static RetirementLook wait(String what, RetirementProgress progress) {
        return wait(what, UNFORESEEN, progress);
    }

    /** Something is to be waited for. */
    static RetirementLook wait(String what, Duration pause, RetirementProgress progress) {
        return new RetirementLook(false, what, false, pause, progress);
    }

    /** Something failed, and is begun again later. */
    static RetirementLook trouble(String what, Duration pause, RetirementProgress progress) {
        return new RetirementLook(false, what, true, pause, progress);
    }

    /** What the state machine keeps of it. */
    Map<String, Object> asData() {
        return new TreeMap<>(
                Map.of("Done", done, "WaitsFor", waitsFor, "Wait", pause.toSeconds(), "Notes", progress.notes()));
    }
}
