package org.openemr.aws.compute;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import software.amazon.awscdk.services.applicationautoscaling.ScalingSchedule;
import software.amazon.awscdk.services.applicationautoscaling.Schedule;
import software.amazon.awscdk.services.ecs.ScalableTaskCount;

/** The day on which the tasks of a service end: autoscaling gets bounds between which it starts none. */
record ClosingDay(LocalDate day) {

    /** Longer than what a schedule takes to act. */
    private static final Duration AHEAD = Duration.ofMinutes(15);

    /** Ends the tasks of a service. */
    void close(ScalableTaskCount tasks) {
        tasks.scaleOnSchedule(
                "Closing",
                ScalingSchedule.builder()
                        .schedule(Schedule.at(moment()))
                        .minCapacity(0)
                        .maxCapacity(0)
                        .build());
    }

    /** When whatever sets other bounds has to end. */
    Instant lastChange() {
        return moment().minus(AHEAD);
    }

    private Instant moment() {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
