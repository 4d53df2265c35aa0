package org.openemr.aws.operator.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.settings.SettingRules;
import org.openemr.aws.settings.Setting;
import org.openemr.aws.settings.WrittenValue;
import org.openemr.aws.settings.installation.InstallationSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "get",
        description = {
            "Show settings of cdk.json: those that are named, else those that are not the default.",
            "What a setting does stands in docs/configuration.md; one that is named says it here."
        },
        footer = {"", "Examples:", "  openemr settings get", "  openemr settings get aurora_readers nat_gateways"})
final class SettingsGetCommand extends OperatorCommand {

    private static final List<String> COLUMNS = List.of("setting", "value", "default");

    @Parameters(paramLabel = "KEY", arity = "0..*", description = "Settings to show.")
    private List<String> keys = List.of();

    @Option(names = "--all", description = "All settings.")
    private boolean all;

    SettingsGetCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var context = configuration().context();
        for (var key : keys) {
            if (settings().noneMatch(setting -> setting.key().equals(key))) {
                throw Failure.usage(SettingRules.unknown(key));
            }
        }
        var shown = settings()
                .filter(setting -> keys.isEmpty() ? all || differs(context, setting) : keys.contains(setting.key()))
                .toList();
        results()
                .rows(
                        COLUMNS,
                        shown.stream().map(setting -> row(context, setting)).toList(),
                        "Everything is as the project is shipped.");
        if (!keys.isEmpty()) {
            shown.forEach(setting -> say("%s: %s; %s. %s"
                    .formatted(
                            setting.key(), setting.type().name(), setting.type().accepted(), setting.effect())));
        }
        return ExitStatus.DONE;
    }

    private static Stream<Setting<?>> settings() {
        return InstallationSettings.GROUPS.stream().flatMap(group -> group.settings().stream());
    }

    private static boolean differs(Map<String, Object> context, Setting<?> setting) {
        return WrittenValue.of(context, setting.key())
                .filter(written -> !written.equals(List.of()))
                .filter(written -> !isSame(String.valueOf(written), setting.whenAbsent()))
                .isPresent();
    }

    /** However a number is written. */
    private static boolean isSame(String written, String other) {
        try {
            return Double.valueOf(written).equals(Double.valueOf(other));
        } catch (NumberFormatException e) {
            return written.equals(other);
        }
    }

    private static Map<String, Object> row(Map<String, Object> context, Setting<?> setting) {
        var row = new LinkedHashMap<String, Object>();
        row.put("setting", setting.key());
        row.put("value", WrittenValue.of(context, setting.key()).orElse(""));
        row.put("default", setting.whenAbsent());
        return row;
    }
}
