package org.openemr.aws.operator.tasks;

import java.util.Optional;

/**
 * Why a site has no tasks, when it is meant to have none.
 *
 * @param why in words
 * @param remedy what opens it; empty where it opens by itself
 */
public record Closure(String why, String remedy) {

    /** Why a site is closed that opens by itself. */
    public static final String AT_THIS_HOUR = "closed at this hour: night_hours, closed_days or site_closes_on";

    /** Why a site is closed; nothing when it is open. */
    public static Optional<Closure> of(SiteTasks tasks) {
        var size = tasks.size();
        return size.nobodyCanWork() ? Optional.of(of(tasks.pauseMark(), size.scaling())) : Optional.empty();
    }

    private static Closure of(PauseMark mark, SiteTasks.Size.Suspended scaling) {
        return mark.since()
                .map(since -> new Closure("paused since " + since, "openemr resume"))
                .orElseGet(() -> scaling.schedule()
                        ? new Closure(
                                "closed by a move to another region, or by somebody who suspended its scaling",
                                "openemr move, whose --abandon opens it again")
                        : new Closure(AT_THIS_HOUR, ""));
    }
}
