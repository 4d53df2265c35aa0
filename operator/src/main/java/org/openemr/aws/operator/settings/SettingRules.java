package org.openemr.aws.operator.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openemr.aws.app.AppSettings;
import org.openemr.aws.contracts.settings.InvalidSettingsException;
import org.openemr.aws.contracts.settings.Problem;
import org.openemr.aws.contracts.settings.Warning;

/** The rules that the CDK application itself applies to settings. */
public final class SettingRules {

    private SettingRules() {}

    /** Everything that is wrong with a configuration; empty when nothing is. */
    public static List<Problem> problems(Map<String, ?> context, Optional<String> region) {
        try {
            AppSettings.read(context, region);
            return List.of();
        } catch (InvalidSettingsException e) {
            return e.problems();
        }
    }

    /** What deserves a second look in a valid configuration. */
    public static List<Warning> warnings(Map<String, ?> context, Optional<String> region) {
        return AppSettings.read(context, region).warnings();
    }
}
