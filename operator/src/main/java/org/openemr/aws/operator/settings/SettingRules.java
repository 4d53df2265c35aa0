package org.openemr.aws.operator.settings;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openemr.aws.settings.InvalidSettingsException;
import org.openemr.aws.settings.Problem;
import org.openemr.aws.settings.Warning;
import org.openemr.aws.settings.installation.InstallationSettings;

/** The rules that the CDK application itself applies to settings. */
public final class SettingRules {

    private SettingRules() {}

    /** Everything that is wrong with a configuration; empty when nothing is. */
    public static List<Problem> problems(Map<String, ?> context, Optional<String> region) {
        try {
            InstallationSettings.read(context, region);
            return List.of();
        } catch (InvalidSettingsException e) {
            return e.problems();
        }
    }

    /** That there is no such setting, and which is probably meant, as text for people. */
    public static String unknown(String key) {
        return report(Map.of(key, ""), Optional.empty(), List.of(key));
    }

    /** What is wrong with some of the settings, as text for people; empty when nothing is. */
    public static String report(Map<String, ?> context, Optional<String> region, Collection<String> keys) {
        return problems(context, region).stream()
                .filter(problem -> keys.contains(problem.key()))
                .map(Problem::paragraph)
                .collect(Collectors.joining("\n"));
    }

    /** What deserves a second look in a valid configuration. */
    public static List<Warning> warnings(Map<String, ?> context, Optional<String> region) {
        return InstallationSettings.read(context, region).warnings();
    }

    /** The values of OpenEMR's own settings that a valid configuration wants, as OpenEMR keeps them. */
    public static Map<String, String> openEmrSettings(Map<String, ?> context) {
        return InstallationSettings.read(context, Optional.empty(), Optional.empty())
                .compute()
                .openEmrSettings();
    }
}
