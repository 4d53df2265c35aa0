package org.openemr.aws.operator.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.settings.SettingRules;
import org.openemr.aws.settings.Problem;
import org.openemr.aws.settings.environment.EnvironmentCheck;
import org.openemr.aws.settings.environment.EnvironmentFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "check",
        description = {
            "Show what is wrong with the settings, as a synthesis would, without AWS and without the CDK.",
            "Exit status 5 when something is."
        })
final class SettingsCheckCommand extends OperatorCommand {

    private static final List<String> COLUMNS = List.of("environment", "setting", "problem", "to do");

    @Option(
            names = "--all",
            description =
                    "All environments of the checkout: each for itself, what it repeats of cdk.json, and whether two are in each other's way.")
    private boolean all;

    SettingsCheckCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var rows = new ArrayList<Map<String, Object>>();
        var files = new EnvironmentFiles(surroundings().directory());
        if (all && !files.names().isEmpty()) {
            new EnvironmentCheck(files).problems().forEach(each -> rows.add(row(each.environment(), each.problem())));
        } else {
            SettingRules.problems(configuration().context(), Optional.empty())
                    .forEach(problem -> rows.add(row(environment().orElse(""), problem)));
        }
        results().rows(COLUMNS, rows, "Nothing is wrong.");
        return rows.isEmpty() ? ExitStatus.DONE : ExitStatus.NOT_READY;
    }

    private static Map<String, Object> row(String environment, Problem problem) {
        var row = new LinkedHashMap<String, Object>();
        row.put("environment", environment);
        row.put("setting", problem.key());
        row.put("problem", problem.what());
        row.put("to do", problem.remedy());
        return row;
    }
}
