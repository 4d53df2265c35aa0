package org.openemr.aws.settings.installation;

import static org.openemr.aws.settings.YesNo.YES_NO;

import java.util.List;
import java.util.Optional;
import org.openemr.aws.settings.Setting;
import org.openemr.aws.settings.SettingGroup;
import org.openemr.aws.settings.SettingsReader;

/**
 * The settings of what proves that backups can be restored.
 *
 * @param restoreTesting whether recovery points are restored and looked into each month
 * @param zoneNames the zones of the deployment, where they are named
 */
public record RecoverySettings(boolean restoreTesting, List<String> zoneNames) {

    private static final String BY_HAND = "leave it off, and restore into a second deployment: docs/restore.md";

    static final Setting<Boolean> RESTORE_TESTING = Setting.of(
            "enable_restore_testing",
            YES_NO,
            "",
            false,
            "Each month AWS Backup restores the latest recovery points of the database and of the files, a function looks into them, and they are"
                    + " removed again. An alarm goes off when none was proven for 40 days. Costs what restores cost, and an instance for an hour.");

    public static final SettingGroup GROUP = SettingGroup.of("recovery-stack", RESTORE_TESTING);

    /**
     * Reads the settings.
     *
     * @param network says in which zones the deployment is
     * @param region the region of the deployment, when it is known
     */
    public static RecoverySettings read(SettingsReader reader, NetworkSettings network, Optional<String> region) {
        boolean wanted = reader.read(RESTORE_TESTING);
        region.filter(here -> wanted && Regions.WITHOUT_RESTORE_TESTING.contains(here))
                .ifPresent(here -> reader.reject(
                        RESTORE_TESTING, "needs restore testing of AWS Backup, which " + here + " has not", BY_HAND));
        region.filter(here -> wanted
                        && Regions.WITHOUT_DATA_API.contains(here)
                        && !Regions.WITHOUT_RESTORE_TESTING.contains(here))
                .ifPresent(here -> reader.reject(
                        RESTORE_TESTING, "asks by the RDS Data API, which " + here + " has not", BY_HAND));
        return new RecoverySettings(wanted, network.zoneNames());
    }
}
