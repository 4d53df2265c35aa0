package org.openemr.aws.operator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.settings.LineDifference;
import org.openemr.aws.operator.settings.SettingRules;
import org.openemr.aws.settings.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "set",
        description = {
            "Change settings in cdk.json, or in the file of --environment, where they stand: order, comments and spaces stay.",
            "A value is JSON, else a text; null is the default. Nothing is written when the rules of the settings refuse it."
        },
        footer = {
            "",
            "Examples:",
            "  openemr settings set aurora_readers=0 aurora_general_log=false",
            "  openemr settings set monitoring_email=alerts@clinic.example.org",
            "  openemr settings set nat_gateways=null --environment staging"
        })
final class SettingsSetCommand extends OperatorCommand {

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    @Parameters(paramLabel = "KEY=VALUE", arity = "1..*", description = "What shall be otherwise.")
    private List<String> changes = List.of();

    SettingsSetCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var wanted = wanted();
        var before = configuration();
        var after = before.with(wanted);
        var already = SettingRules.problems(before.context(), Optional.empty());
        var problems = SettingRules.problems(after.context(), Optional.empty()).stream()
                .filter(problem -> !already.contains(problem))
                .map(Problem::paragraph)
                .collect(Collectors.joining("\n"));
        if (!problems.isEmpty()) {
            throw Failure.usage("Nothing was changed:\n" + problems);
        }
        after.save();
        var changed = LineDifference.between(before.text(), after.text());
        showDifference(changed);
        if (changed.isEmpty()) {
            say("It is so already.");
            return ExitStatus.DONE;
        }
        say("What it does: openemr plan; what it costs: openemr cost. To apply it: openemr deploy.");
        if (already.isEmpty()) {
            SettingRules.warnings(after.context(), Optional.empty()).stream()
                    .filter(warning -> wanted.containsKey(warning.key()))
                    .forEach(warning -> say("%s: %s".formatted(warning.key(), warning.text())));
        }
        return ExitStatus.DONE;
    }

    private Map<String, @Nullable Object> wanted() {
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (var change : changes) {
            var split = change.indexOf('=');
            if (split <= 0) {
                throw Failure.usage("%s is not KEY=VALUE.".formatted(change));
            }
            values.put(change.substring(0, split), value(change.substring(split + 1)));
        }
        return values;
    }

    private static @Nullable Object value(String text) {
        try {
            return text.isBlank() ? null : MAPPER.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            return text;
        }
    }
}
