package org.openemr.aws.settings.installation;

import org.openemr.aws.settings.Setting;
import org.openemr.aws.settings.SettingGroup;
import org.openemr.aws.settings.SettingsReader;
import org.openemr.aws.settings.WholeNumber;

/**
 * The settings of rotation.
 *
 * @param days after how many days credentials are changed; 0 for never
 * @param zones the number of availability zones of the deployment
 * @param mail whether there is a password of mail to change
 */
public record RotationSettings(int days, int zones, boolean mail) {

    /** Secrets Manager's longest time between two rotations. */
    private static final int MOST_DAYS = 1000;

    static final Setting<Long> DAYS = Setting.of(
            "credential_rotation_days",
            new WholeNumber(0, MOST_DAYS),
            "days",
            90L,
            "After so many days the credentials of the database's user and administrator, of the cache's user and of mail through Amazon SES are changed,"
                    + " while people work. 0 leaves them as they are.");

    public static final SettingGroup GROUP = SettingGroup.of("rotation-stack", DAYS);

    /**
     * Reads the settings.
     *
     * @param network says in how many zones the deployment is
     * @param dns says whether OpenEMR sends mail through Amazon SES
     */
    public static RotationSettings read(SettingsReader reader, NetworkSettings network, DnsSettings dns) {
        return new RotationSettings(Math.toIntExact(reader.read(DAYS)), network.zones(), dns.mail());
    }

    /** Whether credentials are changed at all. */
    public boolean wanted() {
        return days > 0;
    }
}
