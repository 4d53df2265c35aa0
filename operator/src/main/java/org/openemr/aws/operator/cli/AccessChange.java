package org.openemr.aws.operator.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openemr.aws.contracts.settings.Problem;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.settings.CdkJsonFile;
import org.openemr.aws.operator.settings.LineDifference;
import org.openemr.aws.operator.settings.SettingRules;

/**
 * A change of who may connect.
 *
 * @param before the file as it was
 * @param after the file as it shall be
 */
record AccessChange(CdkJsonFile before, CdkJsonFile after) {

    static final String IPV4 = "security_group_ip_range_ipv4";
    static final String IPV6 = "security_group_ip_range_ipv6";

    /** Saves the change when the settings' rules accept it; returns what changed. */
    List<String> save() {
        var problems = SettingRules.problems(after.context(), Optional.empty()).stream()
                .filter(problem -> problem.key().equals(IPV4) || problem.key().equals(IPV6))
                .map(Problem::paragraph)
                .collect(Collectors.joining("\n"));
        if (!problems.isEmpty()) {
            throw Failure.usage("Nothing was changed:\n" + problems);
        }
        after.save();
        return LineDifference.between(before.text(), after.text());
    }
}
