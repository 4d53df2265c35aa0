package org.openemr.aws.operator.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
            if (InstallationSettings.all().noneMatch(setting -> setting.key().equals(key))) {
                throw Failure.usage(SettingRules.unknown(key));
            }
        }
        var shown = InstallationSettings.all()
                .filter(setting -> keys.isEmpty() ? all || setting.isChangedIn(context) : keys.contains(setting.key()))
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

    private static Map<String, Object> row(Map<String, Object> context, Setting<?> setting) {
        var row = new LinkedHashMap<String, Object>();
        row.put("setting", setting.key());
        row.put("value", WrittenValue.of(context, setting.key()).orElse(""));
        row.put("default", setting.whenAbsent());
        return row;
    }
}
