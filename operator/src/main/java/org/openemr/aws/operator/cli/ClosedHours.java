package org.openemr.aws.operator.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openemr.aws.cost.Size;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.setup.Question;
import org.openemr.aws.operator.setup.Wizard;
import picocli.CommandLine.Option;

/** When nobody works: options of {@code openemr init}, and questions to those who save. */
final class ClosedHours {

    private static final String NIGHT_HOURS = "night_hours";
    private static final String CLOSED_DAYS = "closed_days";
    private static final String TIME_ZONE = "time_zone";
    private static final String LEAST = "aurora_min_capacity";
    private static final String NONE = "none";

    /** What the smaller sizes have of it: Aurora's least for a database that never pauses. */
    private static final double AWAKE = 0.5;

    @Option(
            names = "--night-hours",
            paramLabel = "FROM-TO",
            description = "Hours in which no task runs and the database pauses, such as 20-7, or none.")
    private @Nullable String hours;

    @Option(
            names = "--closed-days",
            paramLabel = "DAYS",
            description = "With --night-hours: days that are night as a whole, such as sat,sun, or none.")
    private @Nullable String days;

    @Option(
            names = "--time-zone",
            paramLabel = "ZONE",
            description = "With --night-hours: whose clocks these are, such as America/New_York.")
    private @Nullable String zone;

    /**
     * Asks those who chose what saves most, and those who have nights already.
     *
     * @param size the answer to the question for the size
     */
    void ask(Wizard wizard, String size) {
        var present = new Present(wizard.file());
        if (hours == null && (days != null || zone != null)) {
            throw Failure.usage("--closed-days and --time-zone need --night-hours.");
        }
        if (hours == null
                && !size.equals(Size.PRACTICE.word())
                && present.text(NIGHT_HOURS).isEmpty()) {
            return;
        }
        var answer = wizard.ask(new Question(
                "Hours in which nobody works, such as 20-7, or none",
                "No task runs then, nobody reaches the site, patients neither, and the database pauses. It saves about half of tasks and database.",
                Optional.ofNullable(hours),
                present.text(NIGHT_HOURS),
                NONE,
                given -> nights(given, present)));
        if (answer.equals(NONE)) {
            return;
        }
        wizard.ask(new Question(
                "Days that are closed as a whole, such as sat,sun, or none",
                "They are night from midnight to midnight.",
                Optional.ofNullable(days),
                closedDays(wizard),
                NONE,
                given -> Map.of(CLOSED_DAYS, given.equals(NONE) ? List.of() : list(given))));
        wizard.ask(new Question(
                "Time zone, such as America/New_York",
                "Whose clocks these are, summer time included.",
                Optional.ofNullable(zone),
                present.text(TIME_ZONE),
                "",
                Question.required(TIME_ZONE)));
    }

    private static Optional<String> closedDays(Wizard wizard) {
        return Optional.of(String.join(",", SettingsChange.elements(wizard.file(), CLOSED_DAYS)))
                .filter(text -> !text.isEmpty());
    }

    /** The database pauses where it may; what begins larger stays so, and who gives nights up has it awake again. */
    private static Map<String, @Nullable Object> nights(String answer, Present present) {
        var settings = new LinkedHashMap<String, @Nullable Object>();
        var least = present.text(LEAST).map(Double::valueOf).orElse(AWAKE);
        if (answer.equals(NONE)) {
            settings.put(NIGHT_HOURS, null);
            settings.put(CLOSED_DAYS, List.of());
            if (least == 0 && present.text(NIGHT_HOURS).isPresent()) {
                settings.put(LEAST, AWAKE);
            }
        } else {
            settings.put(NIGHT_HOURS, answer);
            if (least <= AWAKE) {
                settings.put(LEAST, 0);
            }
        }
        return settings;
    }

    private static List<String> list(String answer) {
        return Arrays.stream(answer.split(",", -1)).map(String::strip).toList();
    }
}
