package org.openemr.aws.security;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openemr.aws.constructs.monitoring.EventNotifications;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.TaskAlarms;
import software.amazon.awscdk.services.events.EventField;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Match;

/**
 * Tells the alarm topic that an alarm is over. An alarm's own action on OK is also taken when it is new: from INSUFFICIENT_DATA to OK is
 * a change too, and a first deployment would send a mail for each of its alarms. Of those that end in the morning of every night it is not
 * told: an action on OK that a <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-mute-rules-behaviour.html">mute
 * rule</a> held back would be taken when the rule ends.
 */
final class AlarmEnds {

    private AlarmEnds() {}

    static void tell(EventNotifications notifications, Deployment deployment) {
        var pattern = EventPattern.builder()
                .source(List.of("aws.cloudwatch"))
                .detailType(List.of("CloudWatch Alarm State Change"))
                .detail(new TreeMap<>(Map.of(
                        "alarmName", List.of(Map.of("prefix", deployment.physicalName(""))),
                        "previousState", Map.of("value", List.of("ALARM")),
                        "state", Map.of("value", List.of("OK")))));
        if (deployment.nights().isPresent()) {
            pattern.resources(Match.anythingButSuffix(TaskAlarms.NAMES.stream()
                    .map(name -> ":" + deployment.physicalName(name))
                    .toArray(String[]::new)));
        }
        notifications.tell(
                "alarm-over",
                "An alarm of the deployment is over",
                pattern.build(),
                "OpenEMR %s: the alarm %s is over."
                        .formatted(deployment.name(), EventField.fromPath("$.detail.alarmName")));
    }
}
