package org.openemr.aws.settings.installation;

import static org.openemr.aws.settings.YesNo.YES_NO;

import java.util.Optional;
import org.openemr.aws.settings.Setting;
import org.openemr.aws.settings.SettingGroup;
import org.openemr.aws.settings.SettingsReader;
import org.openemr.aws.settings.Text;
import org.openemr.aws.settings.WholeNumber;

/**
 * The settings of SecurityStack.
 *
 * @param auditTrail whether CloudTrail records the account's management events for years
 * @param wafRateLimit requests in 5 minutes from one address before it is blocked
 * @param wafBlocksBots whether requests whose user agent names a bot are blocked
 * @param monitoringEmail subscriber of the alarm topic
 * @param deploymentNotificationEmail subscriber of the topic of deployment events
 */
public record SecuritySettings(
        boolean auditTrail,
        long wafRateLimit,
        boolean wafBlocksBots,
        Optional<String> monitoringEmail,
        Optional<String> deploymentNotificationEmail) {

    static final Setting<String> MONITORING_EMAIL = Setting.optional(
            "monitoring_email",
            Text.EMAIL_ADDRESS,
            "",
            "email_forwarding_address",
            "Subscribes to the alarm topic; without any address alarms exist all the same.");

    static final Setting<String> DEPLOYMENT_NOTIFICATION_EMAIL = Setting.optional(
            "deployment_notification_email",
            Text.EMAIL_ADDRESS,
            "",
            "monitoring_email",
            "Subscribes to the topic of deployments that fail.");

    static final Setting<Boolean> AUDIT_TRAIL = Setting.of(
            "enable_long_term_cloudtrail_monitoring",
            YES_NO,
            "",
            true,
            "CloudTrail of all management events: 7 years in S3, 9 years in CloudWatch Logs.");

    static final Setting<Long> WAF_RATE_LIMIT = Setting.of(
            "waf_rate_limit",
            new WholeNumber(10, 2_000_000_000),
            "requests in 5 minutes from one address",
            10_000L,
            "An address that sends more is blocked until it sends less. A clinic behind one router is one address: a page of OpenEMR is"
                    + " dozens of requests, and an open window asks twice a minute.");

    static final Setting<Boolean> WAF_BLOCK_BOTS = Setting.of(
            "waf_block_bots",
            YES_NO,
            "",
            true,
            "Requests whose user agent names a bot, crawler or scraper are blocked.");

    public static final SettingGroup GROUP = SettingGroup.of(
            "security-stack",
            MONITORING_EMAIL,
            DEPLOYMENT_NOTIFICATION_EMAIL,
            AUDIT_TRAIL,
            WAF_RATE_LIMIT,
            WAF_BLOCK_BOTS);

    /**
     * Reads the settings.
     *
     * @param dns whose forwarding address stands in for an absent {@code monitoring_email}
     */
    public static SecuritySettings read(SettingsReader reader, DnsSettings dns) {
        var monitoringEmail = readAddress(reader, MONITORING_EMAIL, dns).or(dns::forwardingAddress);
        return new SecuritySettings(
                reader.read(AUDIT_TRAIL),
                reader.read(WAF_RATE_LIMIT),
                reader.read(WAF_BLOCK_BOTS),
                monitoringEmail,
                readAddress(reader, DEPLOYMENT_NOTIFICATION_EMAIL, dns).or(() -> monitoringEmail));
    }

    private static Optional<String> readAddress(SettingsReader reader, Setting<String> setting, DnsSettings dns) {
        var address = reader.readOptional(setting);
        address.ifPresent(given -> dns.refuseInside(reader, setting, given));
        return address;
    }
}
