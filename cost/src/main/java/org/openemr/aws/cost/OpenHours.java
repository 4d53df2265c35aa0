package org.openemr.aws.cost;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The hours in which a service may have tasks: all but those in which a schedule of its scaling leaves it none. */
final class OpenHours {

    private static final int HOURS_OF_A_DAY = 24;
    private static final int DAYS_OF_A_WEEK = 7;

    /** Hours and days of the week, each all or a list: see ComputeStack's OpeningHours. */
    private static final Pattern SCHEDULE = Pattern.compile("cron\\([^ ]+ ([^ ]+) \\? \\* ([^ ]+) \\*\\)");

    private OpenHours() {}

    /** Hours of a month, of a scalable target. */
    static double of(DeployedResource target) {
        var closed = StreamSupport.stream(
                        target.properties().path("ScheduledActions").spliterator(), false)
                .filter(action -> action.at("/ScalableTargetAction/MaxCapacity").asInt(1) == 0)
                .mapToInt(OpenHours::hoursOfAWeek)
                .sum();
        return Usage.HOURS * (1 - closed / (double) (HOURS_OF_A_DAY * DAYS_OF_A_WEEK));
    }

    /** None where it acts once. */
    private static int hoursOfAWeek(JsonNode action) {
        return Stream.of(SCHEDULE.matcher(action.path("Schedule").asText()))
                .filter(schedule -> schedule.matches())
                .mapToInt(
                        schedule -> count(schedule.group(1), HOURS_OF_A_DAY) * count(schedule.group(2), DAYS_OF_A_WEEK))
                .sum();
    }

    private static int count(String list, int all) {
        return list.equals("*") ? all : list.split(",", -1).length;
    }
}
