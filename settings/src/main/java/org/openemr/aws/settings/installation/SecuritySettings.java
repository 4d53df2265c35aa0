package org.openemr.aws.settings.installation;

import static org.openemr.aws.settings.YesNo.YES_NO;

import java.util.Optional;
import org.openemr.aws.settings.Setting;
import org.openemr.aws.settings.SettingGroup;
import org.openemr.aws.settings.SettingsReader;
import org.openemr.aws.settings.Text;

/**
 * The settings of SecurityStack.
 *
 * @param auditTrail whether CloudTrail records the account's management events for years
 * @param objectEvents whether it also tells who reads and writes objects that may hold patients' data
 * @param copyAccount the other account that recovery points are copied to, which must be able to read them
 * @param waf what the web ACL blocks
 * @param costAlerts whether AWS's billing tells the alarm topic of costs
 * @param monitoringEmail subscriber of the alarm topic
 * @param deploymentNotificationEmail subscriber of the topic of deployment events
 */
public record SecuritySettings(
        boolean auditTrail,
        boolean objectEvents,
        Optional<String> copyAccount,
        WafSettings waf,
        boolean costAlerts,
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

    static final Setting<Boolean> OBJECT_EVENTS = Setting.of(
            "enable_patient_data_events",
            YES_NO,
            "",
            true,
            "With that trail: it records, too, who reads, writes and deletes objects in the buckets that may hold patients' data (exports and"
                    + " results, mail, recorded sessions, imports), which costs by the event.");

    public static final SettingGroup GROUP = SettingGroup.of(
            "security-stack",
            MONITORING_EMAIL,
            DEPLOYMENT_NOTIFICATION_EMAIL,
            AUDIT_TRAIL,
            OBJECT_EVENTS,
            WafSettings.RATE_LIMIT,
            WafSettings.SIGN_IN_RATE_LIMIT,
            WafSettings.COUNT_RULES,
            WafSettings.ALLOWED_USER_AGENTS,
            WafSettings.BLOCK_BOTS);

    /**
     * Reads the settings.
     *
     * @param dns whose forwarding address stands in for an absent {@code monitoring_email}
     * @param signIn where people sign in
     * @param copies where recovery points are copied to
     * @param watch says whether there is a budget, and who subscribes to the alarm topic
     */
    public static SecuritySettings read(
            SettingsReader reader,
            DnsSettings dns,
            SignInSettings signIn,
            BackupCopySettings copies,
            WatchSettings watch) {
        var monitoringEmail = watch.monitoringEmail();
        return new SecuritySettings(
                reader.read(AUDIT_TRAIL),
                reader.read(OBJECT_EVENTS),
                copies.account(),
                WafSettings.read(reader, signIn),
                watch.monthlyBudget().isPresent(),
                monitoringEmail,
                readAddress(reader, DEPLOYMENT_NOTIFICATION_EMAIL, dns).or(() -> monitoringEmail));
    }

    /** The subscriber of the alarm topic. */
    static Optional<String> monitoringEmail(SettingsReader reader, DnsSettings dns) {
        return readAddress(reader, MONITORING_EMAIL, dns).or(dns::forwardingAddress);
    }

    private static Optional<String> readAddress(SettingsReader reader, Setting<String> setting, DnsSettings dns) {
        var address = reader.readOptional(setting);
        address.ifPresent(given -> dns.refuseInside(reader, setting, given));
        return address;
    }
}
