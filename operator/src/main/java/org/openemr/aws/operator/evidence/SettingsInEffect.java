package org.openemr.aws.operator.evidence;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openemr.aws.operator.settings.CdkJsonFile;
import org.openemr.aws.settings.InvalidValueException;
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
        var rows = InstallationSettings.GROUPS.stream()
                .flatMap(group -> group.settings().stream())
                .map(setting -> row(setting, context))
                .toList();
        return Chapter.of(source, COLUMNS, rows, List.of());
    }

    private static Map<String, String> row(Setting<?> setting, Map<String, Object> context) {
        var value = WrittenValue.of(context, setting.key()).map(String::valueOf);
        return Row.of(
                COLUMNS,
                setting.key(),
                value.orElse("not set"),
                setting.whenAbsent(),
                value.isPresent() && differs(setting, context.get(setting.key())) ? "yes" : "");
    }

    private static boolean differs(Setting<?> setting, @Nullable Object value) {
        try {
            return value != null
                    && !setting.defaultValue()
                            .filter(setting.type().parse(value)::equals)
                            .isPresent();
        } catch (InvalidValueException e) {
            return true;
        }
    }
}
