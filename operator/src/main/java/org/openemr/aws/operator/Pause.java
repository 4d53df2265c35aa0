package org.openemr.aws.operator;

import java.time.Duration;

/** Waits between two looks at something that takes time. */
@FunctionalInterface
public interface Pause {

    /** Sleeps; an interrupt ends the command. */
    Pause REAL = duration -> {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.failed("Interrupted. What was started goes on; look again with the same command.");
        }
    };

    void of(Duration duration);
}
