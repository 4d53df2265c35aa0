package org.openemr.aws.watch;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openemr.aws.constructs.contract.SecurityOutputs;
import org.openemr.aws.constructs.monitoring.EventNotifications;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.services.events.EventField;
import software.amazon.awscdk.services.events.EventPattern;
import software.constructs.Construct;

/**
 * Tells the alarm topic what GuardDuty finds, as soon as it does, from severity 7 on: high and critical, see <a
 * href="https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html">severity levels</a>.
 */
final class ThreatNotices {

    private static final int HIGH = 7;

    /** DnsStack tells of it, also where the detector of somebody else is suspended and has no finding. */
    private static final String IN_MAIL = "Object:S3/MaliciousFile";

    private ThreatNotices() {}

    static void tell(Construct scope, Deployment deployment, SecurityOutputs security) {
        new EventNotifications(
                        scope,
                        "ThreatNotices",
                        deployment,
                        security.alarms(),
                        security.alertKey(),
                        security.failedEvents())
                .tell(
                        "threat-found",
                        "GuardDuty found something of high severity",
                        EventPattern.builder()
                                .source(List.of("aws.guardduty"))
                                .detailType(List.of("GuardDuty Finding"))
                                .detail(new TreeMap<>(Map.of(
                                        "severity", List.of(Map.of("numeric", List.of(">=", HIGH))),
                                        "type", List.of(Map.of("anything-but", List.of(IN_MAIL))))))
                                .build(),
                        "OpenEMR %s: GuardDuty found, with severity %s of 10, in account %s and region %s: %s. %s See GuardDuty in the AWS console, finding %s of type %s."
                                .formatted(
                                        deployment.name(),
                                        EventField.fromPath("$.detail.severity"),
                                        EventField.fromPath("$.detail.accountId"),
                                        EventField.fromPath("$.detail.region"),
                                        EventField.fromPath("$.detail.title"),
                                        EventField.fromPath("$.detail.description"),
                                        EventField.fromPath("$.detail.id"),
                                        EventField.fromPath("$.detail.type")));
    }
}
