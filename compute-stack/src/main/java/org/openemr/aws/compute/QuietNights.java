package org.openemr.aws.compute;

import java.util.List;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.TaskAlarms;
import org.openemr.aws.settings.installation.Nights;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.CfnAlarmMuteRule;
import software.amazon.awscdk.services.cloudwatch.CfnAlarmMuteRule.MuteTargetsProperty;
import software.amazon.awscdk.services.cloudwatch.CfnAlarmMuteRule.RuleProperty;
import software.amazon.awscdk.services.cloudwatch.CfnAlarmMuteRule.ScheduleProperty;
import software.constructs.Construct;

/**
 * Keeps alarms that miss tasks from telling it at night: <a
 * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-mute-rules-behaviour.html">mute rules</a>. One that is still on when
 * its rule ends is told then. SecurityStack does not tell of the end of these alarms: they end every morning.
 */
final class QuietNights extends Construct {

    /** After opening: until the first tasks of the day answer. */
    private static final Duration OPENING = Duration.minutes(30);

    private static final int HOURS_OF_A_DAY = 24;

    private static final String OF_THE_CLOCK = "background-services-";

    private final Deployment deployment;
    private final Nights nights;
    private final boolean hasClock;

    /**
     * Mutes alarms that are there, of this stack and of NetworkStack.
     *
     * @param hasClock whether background services run, and have alarms
     */
    QuietNights(Construct scope, Deployment deployment, Nights nights, boolean hasClock) {
        super(scope, "QuietNights");
        this.deployment = deployment;
        this.nights = nights;
        this.hasClock = hasClock;
        mute("Night", "night", nights.from(), "*", nights.length());
        if (!nights.closedDays().isEmpty()) {
            mute("ClosedDays", "closed-days", 0, OpeningHours.names(nights.closedDays()), HOURS_OF_A_DAY);
        }
    }

    private void mute(String id, String name, int hour, String days, int hours) {
        CfnAlarmMuteRule.Builder.create(this, id)
                .name(deployment.physicalName(name))
                .description("No task is meant to run")
                .rule(RuleProperty.builder()
                        .schedule(ScheduleProperty.builder()
                                .expression("cron(0 %d * * %s)".formatted(hour, days))
                                .duration(Duration.minutes(
                                                60 * hours + OPENING.toMinutes().intValue())
                                        .toIsoString())
                                .timezone(nights.zone().getId())
                                .build())
                        .build())
                .muteTargets(MuteTargetsProperty.builder().alarmNames(alarms()).build())
                .build();
    }

    private List<String> alarms() {
        return TaskAlarms.NAMES.stream()
                .filter(name -> hasClock || !name.startsWith(OF_THE_CLOCK))
                .map(deployment::physicalName)
                .toList();
    }
}
