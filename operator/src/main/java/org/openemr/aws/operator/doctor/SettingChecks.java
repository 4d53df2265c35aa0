package org.openemr.aws.operator.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openemr.aws.operator.settings.SettingRules;
import org.openemr.aws.operator.status.Finding;

/** The settings in cdk.json, by their own rules. */
public final class SettingChecks {

    private SettingChecks() {}

    public static List<Finding> findings(Map<String, Object> context, Optional<String> region) {
        var problems = SettingRules.problems(context, region);
        if (!problems.isEmpty()) {
            return problems.stream()
                    .map(problem -> Finding.fail("setting " + problem.key(), problem.what(), problem.remedy()))
                    .toList();
        }
        var findings = new ArrayList<>(List.of(Finding.pass("settings", "valid")));
        SettingRules.warnings(context, region)
                .forEach(warning -> findings.add(Finding.warn(
                        "setting " + warning.key(), warning.text(), "Change it in cdk.json if that is not meant")));
        return findings;
    }
}
