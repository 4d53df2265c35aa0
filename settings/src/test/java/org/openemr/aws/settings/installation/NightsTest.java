package org.openemr.aws.settings.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openemr.aws.settings.InvalidSettingsException;
import org.openemr.aws.settings.Problem;
import org.openemr.aws.testsupport.CdkJson;

class NightsTest {

    private static final ZoneId ZONE = ZoneId.of("America/New_York");

    @Test
    void areNoneUnlessSomebodySaysSo() {
        assertThat(read(Map.of()).deployment().nights()).isEmpty();
        assertThat(read(Map.of("time_zone", "Europe/Berlin")).deployment().nights())
                .isEmpty();
    }

    @Test
    void goOverMidnight() {
        var nights = new Nights(20, 7, Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), ZONE);

        assertThat(read(Map.of("night_hours", "20-07", "closed_days", "sat, sun", "time_zone", "America/New_York"))
                        .deployment()
                        .nights())
                .contains(nights);
        assertThat(nights.closedHours()).containsExactly(0, 1, 2, 3, 4, 5, 6, 20, 21, 22, 23);
        assertThat(nights.openHours()).hasSize(13).startsWith(7).endsWith(19);
        assertThat(nights.openDays()).hasSize(5).doesNotContain(DayOfWeek.SUNDAY);
        assertThat(nights.length()).isEqualTo(11);
    }

    @Test
    void canBeOnOneDay() {
        var nights = new Nights(0, 6, Set.of(), ZONE);

        assertThat(nights.closedHours()).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(nights.openDays()).hasSize(7);
    }

    @ParameterizedTest(name = "{0}, {1}, {2}: {3} {4}")
    @CsvSource(nullValues = "none", textBlock = """
            20-7 | none    | none                | time_zone   | is needed by night_hours
            7-7  | none    | Europe/Berlin       | night_hours | begins and ends with the same hour
            20   | none    | Europe/Berlin       | night_hours | has not the form of a span of hours
            24-7 | none    | Europe/Berlin       | night_hours | has not the form of a span of hours
            20-7 | none    | Europe/Bielefeld    | time_zone   | is no time zone
            20-7 | none    | Etc/GMT+25          | time_zone   | is no time zone
            20-7 | weekend | Europe/Berlin       | closed_days | has the unknown element weekend
            none | sat     | Europe/Berlin       | closed_days | needs night_hours
            20-7 | mon,tue,wed,thu,fri,sat,sun | Europe/Berlin | closed_days | leaves no day open""", delimiter = '|')
    void refuseWhatIsNoNight(String hours, String days, String zone, String key, String what) {
        var context = new HashMap<String, Object>();
        context.put("night_hours", hours);
        context.put("closed_days", days);
        context.put("time_zone", zone);

        assertThat(catchThrowableOfType(InvalidSettingsException.class, () -> read(context))
                        .problems())
                .extracting(Problem::key, Problem::what)
                .containsExactly(tuple(key, what));
    }

    /** At night no clock asks it. */
    @Test
    void letADatabasePauseBesideBackgroundServices() {
        assertThat(read(Map.of("aurora_min_capacity", 0)).warnings()).isNotEmpty();
        assertThat(read(Map.of("aurora_min_capacity", 0, "night_hours", "20-7", "time_zone", "UTC"))
                        .warnings())
                .hasSameElementsAs(read(Map.of()).warnings());
    }

    @Test
    void haveDaysAsTheSettingNamesThem() {
        assertThat(List.of(DayOfWeek.values()).stream().map(Nights::shortName))
                .containsExactly("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    }

    private static InstallationSettings read(Map<String, Object> changes) {
        return InstallationSettings.read(CdkJson.settingsWith(changes), Optional.of("us-east-1"));
    }
}
