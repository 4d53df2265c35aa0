package org.openemr.aws.compute;

import java.time.DayOfWeek;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openemr.aws.settings.installation.Nights;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.TimeZone;
import software.amazon.awscdk.services.applicationautoscaling.ScalingSchedule;
import software.amazon.awscdk.services.applicationautoscaling.Schedule;
import software.amazon.awscdk.services.ecs.ScalableTaskCount;

/**
 * When the tasks of a service run: always, or outside of nights and closed days, and not after the closing day.
 *
 * <p>Whoever deploys at night, or changes the number of tasks, changes it for minutes: each <a
 * href="https://docs.aws.amazon.com/autoscaling/application/userguide/scheduled-scaling-using-cron-expressions.html">schedule</a> acts every five
 * minutes of its hours.
 */
record OpeningHours(Optional<Nights> nights, Optional<ClosingDay> closing) {

    private static final int MINUTES_BETWEEN_LOOKS = 5;

    /** Those of a service that never closes for good. */
    OpeningHours(Optional<Nights> nights) {
        this(nights, Optional.empty());
    }

    /** Lets as many tasks run in open hours, and none in others. */
    void keep(ScalableTaskCount tasks, int least, int most) {
        var minimum = ScalingSchedule.builder()
                .schedule(nights.map(night -> schedule(night.openHours(), night.openDays()))
                        .orElseGet(() -> Schedule.rate(Duration.minutes(MINUTES_BETWEEN_LOOKS))))
                .minCapacity(least)
                .maxCapacity(most);
        nights.ifPresent(night -> minimum.timeZone(zone(night)));
        closing.ifPresent(day -> {
            minimum.endTime(day.lastChange());
            day.close(tasks);
        });
        tasks.scaleOnSchedule("Minimum", minimum.build());
        nights.ifPresent(night -> {
            close(tasks, "Night", night, schedule(night.closedHours(), night.openDays()));
            if (!night.closedDays().isEmpty()) {
                close(tasks, "ClosedDays", night, schedule(List.of(), night.closedDays()));
            }
        });
    }

    private static void close(ScalableTaskCount tasks, String id, Nights night, Schedule schedule) {
        tasks.scaleOnSchedule(
                id,
                ScalingSchedule.builder()
                        .schedule(schedule)
                        .timeZone(zone(night))
                        .minCapacity(0)
                        .maxCapacity(0)
                        .build());
    }

    private static TimeZone zone(Nights night) {
        return TimeZone.of(night.zone().getId());
    }

    /** In all hours when none is given. */
    private static Schedule schedule(List<Integer> hours, Collection<DayOfWeek> days) {
        return Schedule.expression("cron(0/%d %s ? * %s *)"
                .formatted(
                        MINUTES_BETWEEN_LOOKS,
                        hours.isEmpty()
                                ? "*"
                                : hours.stream().map(String::valueOf).collect(Collectors.joining(",")),
                        names(days)));
    }

    /** Days as schedules of AWS write them. */
    static String names(Collection<DayOfWeek> days) {
        return days.stream()
                .map(day -> Nights.shortName(day).toUpperCase(Locale.ROOT))
                .collect(Collectors.joining(","));
    }
}
