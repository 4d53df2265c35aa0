package org.openemr.aws.operator.evidence;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.openemr.aws.operator.settings.CdkJsonFile;
import org.openemr.aws.settings.Setting;
import org.openemr.aws.settings.WrittenValue;
import org.openemr.aws.settings.installation.InstallationSettings;

/** The settings of the checkout, with those that are not the default. */
final class SettingsInEffect {

    private static final List<String> COLUMNS = List.of("key", "value", "default", "differs");

    private SettingsInEffect() {}

    static ChapterSource source(Supplier<CdkJsonFile> checkout) {
        return new ChapterSource(
                "settings",
                "Settings",
                "What cdk.json of this checkout says. `openemr plan` tells whether the deployed templates are those of these settings.",
                source -> read(source, checkout.get()));
    }

    private static Chapter read(ChapterSource source, CdkJsonFile file) {
        var context = file.context();
        var rows =
                InstallationSettings.all().map(setting -> row(setting, context)).toList();
        return Chapter.of(source, COLUMNS, rows, List.of());
    }

    private static Map<String, String> row(Setting<?> setting, Map<String, Object> context) {
        var value = WrittenValue.of(context, setting.key()).map(String::valueOf);
        return Row.of(
                COLUMNS,
                setting.key(),
                value.orElse("not set"),
                setting.whenAbsent(),
                setting.isChangedIn(context) ? "yes" : "");
    }
}
