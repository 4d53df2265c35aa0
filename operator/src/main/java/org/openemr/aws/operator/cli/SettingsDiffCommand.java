package org.openemr.aws.operator.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openemr.aws.contracts.DataContract;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.database.DataApi;
import org.openemr.aws.operator.settings.SettingRules;
import org.openemr.aws.settings.environment.EnvironmentFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.rdsdata.RdsDataClient;

@Command(
        name = "diff",
        description = {
            "Show which of the settings in openemr_settings of cdk.json are otherwise in the running installation; needs enable_data_api.",
            "Exit status 5 when one is: somebody changed it in OpenEMR, or it is not deployed yet.",
            "With two environments of the checkout: what is otherwise in the other, of all settings."
        })
final class SettingsDiffCommand extends OperatorCommand {

    private static final String INSTALLED = "SELECT gl_name AS name, gl_value AS value FROM globals WHERE gl_index = 0";

    private static final List<String> COLUMNS = List.of("setting", "cdk.json", "installed");

    @Parameters(paramLabel = "ENVIRONMENT", arity = "0..2", description = "Two environments to compare.")
    private List<String> environments = List.of();

    SettingsDiffCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        return switch (environments.size()) {
            case 0 -> withTheInstallation();
            case 2 -> between(environments.get(0), environments.get(1));
            default -> throw Failure.usage("Name two environments, or none to compare with the installation.");
        };
    }

    private ExitStatus between(String one, String other) {
        var files = new EnvironmentFiles(surroundings().directory());
        var left = files.all(one);
        var right = files.all(other);
        var rows = Stream.concat(left.keySet().stream(), right.keySet().stream())
                .distinct()
                .sorted()
                .filter(key -> !key.equals(EnvironmentFiles.KEY) && !key.startsWith("@"))
                .filter(key -> !Objects.equals(left.get(key), right.get(key)))
                .map(key -> {
                    var row = new LinkedHashMap<String, Object>();
                    row.put("setting", key);
                    row.put(one, written(left.get(key)));
                    row.put(other, written(right.get(key)));
                    return (Map<String, Object>) row;
                })
                .toList();
        results().rows(List.of("setting", one, other), rows, "Both have the same settings.");
        return ExitStatus.DONE;
    }

    private static String written(@Nullable Object value) {
        return value == null ? "" : String.valueOf(value);
    }

    private ExitStatus withTheInstallation() {
        var file = checkout();
        var wanted = SettingRules.openEmrSettings(file.context());
        var installed = installed();
        var rows = new ArrayList<Map<String, Object>>();
        wanted.forEach((name, value) -> {
            var there = installed.get(name);
            if (!value.equals(there)) {
                rows.add(row(name, value, there));
            }
        });
        results()
                .rows(
                        COLUMNS,
                        rows,
                        "All %d settings are in the installation as cdk.json has them.".formatted(wanted.size()));
        return rows.isEmpty() ? ExitStatus.DONE : ExitStatus.NOT_READY;
    }

    private Map<String, String> installed() {
        var api = new DataApi(aws().client(RdsDataClient.builder()), values(), DataContract.DATABASE_USER_SECRET_ARN);
        var installed = new TreeMap<String, String>();
        List<Map<String, Object>> rows = api.run(INSTALLED, Map.of()).rows();
        rows.forEach(row -> installed.put(String.valueOf(row.get("name")), String.valueOf(row.get("value"))));
        return installed;
    }

    private static Map<String, Object> row(String name, String wanted, @Nullable String installed) {
        var row = new LinkedHashMap<String, Object>();
        row.put("setting", name);
        row.put("cdk.json", wanted);
        row.put("installed", installed == null ? "(unknown to this version)" : installed);
        return row;
    }
}
