package org.openemr.aws.constructs.monitoring;

import java.util.Map;
import software.amazon.awscdk.Duration;

/** The alarm on a certificate that is about to expire; it stands where the certificate is presented. */
public final class CertificateAlarms {

    private static final int DAYS = 30;

    private CertificateAlarms() {}

    /** Watches the days that are left. */
    public static void watch(Alarms alarms, String certificateArn) {
        alarms.watch(
                "CertificateExpiry",
                "certificate-expiry",
                "The certificate expires within " + DAYS
                        + " days: ACM renews it while its validation record stands in the zone, an imported one you renew.",
                Alarms.metric(
                        "AWS/CertificateManager",
                        "DaysToExpiry",
                        "Minimum",
                        Duration.days(1),
                        Map.of("CertificateArn", certificateArn)),
                AlarmCondition.below(DAYS));
    }
}
