package org.openemr.aws.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.contracts.TaskAlarms;

class OpeningHoursTest {

    private static final SynthesisedTemplate NIGHTS = ComputeTemplates.template(
            Map.of("night_hours", "20-7", "closed_days", List.of("sun", "sat"), "time_zone", "America/New_York"));

    @Test
    void letsNoTaskRunAtNightAndOnClosedDays() {
        assertThat(actions(NIGHTS, "openemr-service"))
                .containsExactlyInAnyOrder(
                        tuple("cron(0/5 7,8,9,10,11,12,13,14,15,16,17,18,19 ? * MON,TUE,WED,THU,FRI *)", 2, 100),
                        tuple("cron(0/5 0,1,2,3,4,5,6,20,21,22,23 ? * MON,TUE,WED,THU,FRI *)", 0, 0),
                        tuple("cron(0/5 * ? * SAT,SUN *)", 0, 0));
        assertThat(actions(NIGHTS, "openemr-clock"))
                .extracting(action -> action.toList().get(2))
                .containsExactlyInAnyOrder(1, 0, 0);
        assertThat(ComputeTemplates.scaling(NIGHTS, "openemr-clock").path("ScheduledActions"))
                .allMatch(action -> action.path("Timezone").asText().equals("America/New_York"));
    }

    /** Nothing else would bring the clock back when nights are given up while it is night. */
    @Test
    void liftsTheClockWithoutNightsToo() {
        assertThat(actions(ComputeTemplates.TEMPLATE, "openemr-clock")).containsExactly(tuple("rate(5 minutes)", 1, 1));
    }

    @Test
    void mutesAlarmsThatMissTasksUntilTheyCanBeThere() {
        var rules = NIGHTS.properties("AWS::CloudWatch::AlarmMuteRule");

        assertThat(rules)
                .extracting(
                        rule -> rule.at("/Rule/Schedule/Expression").asText(),
                        rule -> rule.at("/Rule/Schedule/Duration").asText(),
                        rule -> rule.at("/Rule/Schedule/Timezone").asText())
                .containsExactlyInAnyOrder(
                        tuple("cron(0 20 * * *)", "PT11H30M", "America/New_York"),
                        tuple("cron(0 0 * * SAT,SUN)", "P1DT30M", "America/New_York"));
        assertThat(rules)
                .allSatisfy(rule -> assertThat(rule.at("/MuteTargets/AlarmNames"))
                        .hasSameSizeAs(TaskAlarms.NAMES)
                        .anyMatch(name -> name.asText().equals("openemr-alb-no-healthy-target")));
        assertThat(ComputeTemplates.TEMPLATE.properties("AWS::CloudWatch::AlarmMuteRule"))
                .isEmpty();
    }

    /** A rule names alarms: those that it names are there before it. */
    @Test
    void mutesOnlyAlarmsThatAreThere() {
        var withoutClock = ComputeTemplates.template(
                Map.of("night_hours", "20-7", "time_zone", "UTC", "enable_background_services", false));
        var alarms = withoutClock.properties("AWS::CloudWatch::Alarm").stream()
                .map(alarm -> alarm.path("AlarmName").asText())
                .toList();

        assertThat(withoutClock.onlyProperties("AWS::CloudWatch::AlarmMuteRule").at("/MuteTargets/AlarmNames"))
                .isNotEmpty()
                .allMatch(
                        name -> alarms.contains(name.asText()) || name.asText().equals("openemr-alb-own-5xx"));
        var rule = withoutClock.resources("AWS::CloudWatch::AlarmMuteRule").values().stream()
                .findFirst()
                .orElseThrow();
        assertThat(rule.path("DependsOn")).hasSameSizeAs(alarms);
    }

    /** An action on OK that was held back would be taken when the rule ends, every morning. */
    @Test
    void hasNoAlarmTellOfItsEnd() {
        assertThat(NIGHTS.properties("AWS::CloudWatch::Alarm")).noneMatch(alarm -> alarm.has("OKActions"));
    }

    private static List<Tuple> actions(SynthesisedTemplate template, String service) {
        return StreamSupport.stream(
                        ComputeTemplates.scaling(template, service)
                                .path("ScheduledActions")
                                .spliterator(),
                        false)
                .map(OpeningHoursTest::action)
                .toList();
    }

    private static Tuple action(JsonNode action) {
        return tuple(
                action.path("Schedule").asText(),
                action.at("/ScalableTargetAction/MinCapacity").asInt(),
                action.at("/ScalableTargetAction/MaxCapacity").asInt());
    }
}
