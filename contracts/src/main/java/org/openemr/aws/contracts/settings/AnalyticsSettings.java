package org.openemr.aws.contracts.settings;

import static org.openemr.aws.contracts.settings.YesNo.YES_NO;

/**
 * The settings of the analytics environment.
 *
 * @param wanted whether it is created
 * @param maximumVcpu ceiling of the Spark application, in vCPU
 */
public record AnalyticsSettings(boolean wanted, int maximumVcpu) {

    public static final Setting<Boolean> WANTED = Setting.of(
            "create_serverless_analytics_environment",
            YES_NO,
            "",
            false,
            "Exports to S3, Spark on EMR Serverless and SageMaker Studio.");

    static final Setting<Long> MAXIMUM_VCPU =
            Setting.of("emr_maximum_vcpu", new WholeNumber(1, 4000), "vCPU", 16L, "Ceiling of the Spark application.");

    public static final SettingGroup GROUP = SettingGroup.of("analytics-stack", WANTED, MAXIMUM_VCPU);

    /** Reads the settings. */
    public static AnalyticsSettings read(SettingsReader reader) {
        return new AnalyticsSettings(
                reader.read(WANTED), reader.read(MAXIMUM_VCPU).intValue());
    }
}
