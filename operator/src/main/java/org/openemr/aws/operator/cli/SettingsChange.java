package org.openemr.aws.operator.cli;

import java.util.List;
import java.util.Optional;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.settings.CdkJsonFile;
import org.openemr.aws.operator.settings.LineDifference;
import org.openemr.aws.operator.settings.SettingRules;
import org.openemr.aws.settings.InvalidValueException;
import org.openemr.aws.settings.ListOf;

/**
 * A change of a few settings, which takes effect with a deployment.
 *
 * @param before the file as it was
 * @param after the file as it shall be
 * @param keys the settings that may change
 * @param stacks what must be deployed, as the CDK's command line takes it
 */
record SettingsChange(CdkJsonFile before, CdkJsonFile after, List<String> keys, String stacks) {

    /**
     * Saves the change, shows it, and says how to apply it.
     *
     * @param nothing what is said when nothing changes
     * @throws Failure when the settings' rules refuse it; nothing is changed then
     */
    ExitStatus apply(OperatorCommand command, String nothing) {
        var changed = save();
        command.showDifference(changed);
        command.say(
                changed.isEmpty()
                        ? nothing
                        : "What it does: openemr plan. To apply it: npx cdk deploy --exclusively " + stacks);
        SettingRules.warnings(after.context(), Optional.empty()).stream()
                .filter(warning -> keys.contains(warning.key()))
                .forEach(warning -> command.say("%s: %s".formatted(warning.key(), warning.text())));
        return ExitStatus.DONE;
    }

    private List<String> save() {
        var problems = SettingRules.report(after.context(), Optional.empty(), keys);
        if (!problems.isEmpty()) {
            throw Failure.usage("Nothing was changed:\n" + problems);
        }
        after.save();
        return LineDifference.between(before.text(), after.text());
    }

    /** What a file has in a list, in whatever form it is written. */
    static List<String> elements(CdkJsonFile file, String key) {
        var value = file.context().get(key);
        if (value == null) {
            return List.of();
        }
        try {
            return ListOf.elements(value, key).stream()
                    .map(String::valueOf)
                    .map(String::strip)
                    .filter(element -> !element.isEmpty())
                    .toList();
        } catch (InvalidValueException e) {
            return List.of(String.valueOf(value));
        }
    }
}
