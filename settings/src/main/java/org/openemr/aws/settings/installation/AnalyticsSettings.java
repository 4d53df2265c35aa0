package org.openemr.aws.settings.installation;

import static org.openemr.aws.settings.YesNo.YES_NO;

import java.util.Optional;
import org.openemr.aws.settings.Setting;
import org.openemr.aws.settings.SettingGroup;
import org.openemr.aws.settings.SettingsReader;
import org.openemr.aws.settings.WholeNumber;

/**
 * The settings of the analytics environment.
 *
 * @param wanted whether it is created
 * @param maximumVcpu ceiling of the Spark application, in vCPU
 */
public record AnalyticsSettings(boolean wanted, int maximumVcpu) {

    static final Setting<Boolean> WANTED = Setting.of(
            "create_serverless_analytics_environment",
            YES_NO,
            "",
            false,
            "Exports to S3, Spark on EMR Serverless and SageMaker Studio. Setting it back deletes exports, which are"
                    + " copies, and Studio; the workspace's bucket and Studio's volume stay.");

    static final Setting<Long> MAXIMUM_VCPU = Setting.of(
            "emr_maximum_vcpu",
            new WholeNumber(1, 4000),
            "vCPU",
            16L,
            "Ceiling of the Spark application. EMR Serverless changes it only while the application is stopped, which it"
                    + " is a quarter of an hour after its last job.");

    public static final SettingGroup GROUP = SettingGroup.of("analytics-stack", WANTED, MAXIMUM_VCPU);

    /**
     * Reads the settings.
     *
     * @param region the region of the deployment, when it is known
     */
    public static AnalyticsSettings read(SettingsReader reader, Optional<String> region) {
        boolean wanted = reader.read(WANTED);
        if (wanted && region.filter(Regions.WITHOUT_STUDIO::contains).isPresent()) {
            reader.reject(
                    WANTED,
                    "needs SageMaker Studio, which " + region.orElseThrow() + " does not have",
                    "leave it off, or deploy to another region");
        }
        return new AnalyticsSettings(wanted, reader.read(MAXIMUM_VCPU).intValue());
    }
}
