package org.openemr.aws.operator.evidence;

import java.time.Duration;
import java.time.Instant;

/** The time that evidence is of. */
public record Period(Instant from, Instant until) {

    /** CloudTrail's history reaches no farther back than this many days, CloudWatch's history of alarms 30. */
    public static final int MOST_DAYS = 90;

    /** The days before a moment. */
    public static Period before(Instant until, int days) {
        return new Period(until.minus(Duration.ofDays(days)), until);
    }
}
