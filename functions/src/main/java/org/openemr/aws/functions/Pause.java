package org.openemr.aws.functions;

import java.time.Duration;

/** Waiting. */
@FunctionalInterface
public interface Pause {

    /** Waits that long. */
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
