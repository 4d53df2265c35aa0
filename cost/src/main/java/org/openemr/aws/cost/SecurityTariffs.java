package org.openemr.aws.cost;

import java.util.Map;
import java.util.stream.Stream;

/** Keys, secrets, alarms, dashboards and trails. */
final class SecurityTariffs {

    static final Map<String, Tariff> BY_TYPE = Map.of(
            "AWS::KMS::Key", Tariff.standing(Part.KEYS_AND_SECRETS, "key", 1, ""),
            "AWS::SecretsManager::Secret", Tariff.standing(Part.KEYS_AND_SECRETS, "secret", 1, ""),
            "AWS::CloudWatch::Alarm", SecurityTariffs::alarm,
            "AWS::CloudWatch::Dashboard",
                    Tariff.standing(Part.LOGS_AND_ALARMS, "dashboard", 1, "enable_monitoring_alarms"),
            "AWS::CloudTrail::Trail", SecurityTariffs::trail);

    /** Events of data are of objects in buckets, of which patients' mail and exports are: hardly any by people at work. */
    private static final double DATA_EVENTS = 0.1;

    private SecurityTariffs() {}

    /** An alarm is paid for each metric that it watches. */
    private static Stream<Charge> alarm(DeployedResource alarm, Installation installation) {
        var watched = 0;
        for (var metric : alarm.properties().path("Metrics")) {
            if (metric.has("MetricStat")) {
                watched++;
            }
        }
        return Stream.of(new Charge(Part.LOGS_AND_ALARMS, "alarm", Math.max(1, watched), "enable_monitoring_alarms"));
    }

    /** The first copy of the account's management events is free; another trail in the account makes this the second. */
    private static Stream<Charge> trail(DeployedResource trail, Installation installation) {
        return Stream.of(new Charge(
                Part.LOGS_AND_ALARMS,
                "trail-data-events",
                installation.usage().load().isPresent() ? DATA_EVENTS : 0,
                "enable_patient_data_events"));
    }
}
