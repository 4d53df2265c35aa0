package org.openemr.aws.functions.rotation;

import java.time.Duration;

/** Waiting. */
@FunctionalInterface
interface Pause {

    void last(Duration duration);

    /** Real time. */
    static void real(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
