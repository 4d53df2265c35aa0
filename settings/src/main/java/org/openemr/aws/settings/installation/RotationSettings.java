package org.openemr.aws.settings.installation;

import org.openemr.aws.settings.Setting;
import org.openemr.aws.settings.SettingGroup;
import org.openemr.aws.settings.SettingsReader;
import org.openemr.aws.settings.WholeNumber;

/**
 * The settings of rotation.
 *
 * @param days after how many days credentials are changed; 0 for never
 */
public record RotationSettings(int days) {

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

    /** Reads the settings. */
    public static RotationSettings read(SettingsReader reader) {
        return new RotationSettings(Math.toIntExact(reader.read(DAYS)));
    }

    /** Whether credentials are changed at all. */
    public boolean wanted() {
        return days > 0;
    }
}
