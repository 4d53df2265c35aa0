package org.openemr.aws.settings.installation;

import static org.openemr.aws.settings.YesNo.YES_NO;

import java.util.Optional;
import org.openemr.aws.settings.Setting;
import org.openemr.aws.settings.SettingGroup;
import org.openemr.aws.settings.SettingsReader;
import org.openemr.aws.settings.WholeNumber;

/**
 * The settings of what watches the account that a deployment is in.
 *
 * @param threatDetection whether GuardDuty, Security Hub and, for the mirror, Inspector look
 * @param complianceMonitoring whether AWS Config records, and holds what it records against HIPAA's rules
 * @param monthlyBudget what a month may cost in the whole account, in US dollars
 * @param imageMirror whether there are images of the deployment's own to look at
 * @param monitoringEmail who is told of unusual spending, other than by the alarm topic
 */
public record WatchSettings(
        boolean threatDetection,
        boolean complianceMonitoring,
        Optional<Long> monthlyBudget,
        boolean imageMirror,
        Optional<String> monitoringEmail) {

    private static final long LARGEST_BUDGET = 1_000_000;

    static final Setting<Boolean> THREAT_DETECTION = Setting.of(
            "enable_threat_detection",
            YES_NO,
            "",
            false,
            "Amazon GuardDuty with Runtime Monitoring of the tasks and scans of received mail, Security Hub with AWS's foundational standard, and"
                    + " Amazon Inspector for the image mirror; findings of high severity go to the alarm topic. What the account has already is left as"
                    + " it is, and what was turned on stays on.");

    static final Setting<Boolean> COMPLIANCE_MONITORING = Setting.of(
            "enable_compliance_monitoring",
            YES_NO,
            "",
            false,
            "AWS Config with the conformance pack for HIPAA, which looks at everything in the account and region. A recorder that is there"
                    + " is left as it is, and one that was made stays with its records, so that it needs data_on_destroy retain.");

    static final Setting<Long> MONTHLY_BUDGET = Setting.optional(
            "monthly_budget_usd",
            new WholeNumber(1, LARGEST_BUDGET),
            "US dollars a month",
            "none",
            "What the whole account may cost in a month: the alarm topic is told when it costs more, or is expected to, and of unusual"
                    + " spending, of a tenth of it or more. Needs Cost Explorer, which is turned on by opening it once in the Billing console.");

    public static final SettingGroup GROUP =
            SettingGroup.of("watch-stack", THREAT_DETECTION, COMPLIANCE_MONITORING, MONTHLY_BUDGET);

    /**
     * Reads the settings.
     *
     * @param dataOnDestroy what a deleted stack leaves
     * @param data says whether there is an image mirror
     * @param monitoringEmail the subscriber of the alarm topic
     * @param region the region of the deployment, when it is known
     */
    public static WatchSettings read(
            SettingsReader reader,
            DataOnDestroy dataOnDestroy,
            DataSettings data,
            Optional<String> monitoringEmail,
            Optional<String> region) {
        var settings = new WatchSettings(
                reader.read(THREAT_DETECTION),
                reader.read(COMPLIANCE_MONITORING),
                reader.readOptional(MONTHLY_BUDGET),
                data.imageMirror(),
                monitoringEmail);
        region.filter(here -> settings.monthlyBudget().isPresent() && Regions.WITHOUT_BUDGETS.contains(here))
                .ifPresent(here -> reader.reject(
                        MONTHLY_BUDGET,
                        "needs budgets of CloudFormation, which " + here + " has not",
                        "leave it out, and make a budget in the Billing console, which has them for every region"));
        region.filter(here -> settings.complianceMonitoring() && Regions.WITHOUT_HIPAA_PACK.contains(here))
                .ifPresent(here -> reader.reject(
                        COMPLIANCE_MONITORING,
                        "needs the conformance pack for HIPAA, which " + here + " has not",
                        "leave it off"));
        if (settings.complianceMonitoring() && dataOnDestroy == DataOnDestroy.DELETE) {
            reader.reject(
                    COMPLIANCE_MONITORING,
                    "needs a bucket that stays, as the recorder does, and data_on_destroy is delete",
                    "leave it off, or set data_on_destroy to retain");
        }
        if (settings.threatDetection() && !settings.complianceMonitoring()) {
            reader.warn(
                    THREAT_DETECTION,
                    "Security Hub looks at what AWS Config records: without enable_compliance_monitoring, or a recorder that the account has, most of its"
                            + " checks have nothing to look at");
        }
        return settings;
    }

    /** Whether there is anything to watch with. */
    public boolean wanted() {
        return threatDetection || complianceMonitoring || monthlyBudget.isPresent();
    }
}
