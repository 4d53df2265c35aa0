package org.openemr.aws.settings.installation;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openemr.aws.settings.ListOf;
import org.openemr.aws.settings.Setting;
import org.openemr.aws.settings.SettingsReader;
import org.openemr.aws.settings.Text;

/**
 * When nobody works: the hours of each night, and days that are closed as a whole.
 *
 * @param from the hour with which a night begins, 0 to 23
 * @param to the hour with which it is over, 0 to 23, on the next day where it is not after the first
 * @param closedDays days without any open hour
 * @param zone whose clocks these are
 */
public record Nights(int from, int to, Set<DayOfWeek> closedDays, ZoneId zone) {

    private static final int HOURS_OF_A_DAY = 24;

    private static final String HOUR = "([01]?[0-9]|2[0-3])";

    static final Setting<String> NIGHT_HOURS = Setting.optional(
            "night_hours",
            Text.of("span of hours", HOUR + "-" + HOUR, "two full hours from 0 to 23, such as 20-7"),
            "",
            "none",
            "From the first hour to the second no task runs: nobody reaches the site, patients and programs neither, reminders wait, and with"
                    + " aurora_min_capacity 0 the database pauses. Alarms that tell of missing tasks are muted. Needs time_zone.");

    static final Setting<Set<String>> CLOSED_DAYS = Setting.of(
            "closed_days",
            new ListOf(Stream.of(DayOfWeek.values()).map(Nights::shortName).toList()),
            "",
            Set.of(),
            "Days that are night from midnight to midnight, such as sat and sun. Needs night_hours.");

    static final Setting<String> TIME_ZONE = Setting.optional(
            "time_zone",
            Text.of(
                    "time zone",
                    "[A-Za-z_]+(/[A-Za-z0-9_+-]+){0,2}",
                    "the canonical name of a time zone, such as America/New_York"),
            "",
            "none",
            "Whose clocks night_hours and closed_days are told by, summer time included. OpenEMR has its own setting for what it shows.");

    /** Reads the settings, of which the first decides whether there are nights. */
    static Optional<Nights> read(SettingsReader reader) {
        var hours = reader.readOptional(NIGHT_HOURS).map(span -> span.split("-", 2));
        var zone = reader.readOptional(TIME_ZONE).flatMap(name -> zone(reader, name));
        var closed = reader.read(CLOSED_DAYS);
        if (hours.isEmpty()) {
            if (!closed.isEmpty()) {
                reader.reject(CLOSED_DAYS, "needs night_hours", "set night_hours, or leave closed_days out");
            }
            return Optional.empty();
        }
        if (zone.isEmpty() && reader.areValid(TIME_ZONE)) {
            reader.reject(TIME_ZONE, "is needed by night_hours", "set it to that of the practice");
        }
        var nights = new Nights(
                Integer.parseInt(hours.get()[0]),
                Integer.parseInt(hours.get()[1]),
                days(closed),
                zone.orElse(ZoneId.of("UTC")));
        if (nights.from == nights.to) {
            reader.reject(NIGHT_HOURS, "begins and ends with the same hour", "write two different hours");
        }
        if (nights.openDays().isEmpty()) {
            reader.reject(CLOSED_DAYS, "leaves no day open", "leave one out");
        }
        return Optional.of(nights);
    }

    private static Optional<ZoneId> zone(SettingsReader reader, String name) {
        try {
            return Optional.of(ZoneId.of(name))
                    .filter(zone -> ZoneId.getAvailableZoneIds().contains(name))
                    .or(() -> unknown(reader));
        } catch (DateTimeException e) {
            return unknown(reader);
        }
    }

    private static Optional<ZoneId> unknown(SettingsReader reader) {
        reader.reject(TIME_ZONE, "is no time zone", "write " + TIME_ZONE.type().accepted());
        return Optional.empty();
    }

    private static Set<DayOfWeek> days(Set<String> names) {
        var days = EnumSet.noneOf(DayOfWeek.class);
        Stream.of(DayOfWeek.values())
                .filter(day -> names.contains(shortName(day)))
                .forEach(days::add);
        return days;
    }

    /** A day as the setting and the schedules of AWS write it, for example {@code mon}. */
    public static String shortName(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }

    /** Days with open hours, Monday first. */
    public Set<DayOfWeek> openDays() {
        var days = EnumSet.allOf(DayOfWeek.class);
        days.removeAll(closedDays);
        return days;
    }

    /** The hours of an open day at whose beginning it is night, 0 to 23. */
    public List<Integer> closedHours() {
        return IntStream.range(0, HOURS_OF_A_DAY).filter(this::isNight).boxed().toList();
    }

    /** The hours of an open day in which people work, 0 to 23. */
    public List<Integer> openHours() {
        return IntStream.range(0, HOURS_OF_A_DAY)
                .filter(hour -> !isNight(hour))
                .boxed()
                .toList();
    }

    /** How many hours a night has. */
    public int length() {
        return closedHours().size();
    }

    private boolean isNight(int hour) {
        return from < to ? hour >= from && hour < to : hour >= from || hour < to;
    }
}
