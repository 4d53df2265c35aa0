package org.openemr.aws.operator.cli;

import java.util.List;
import java.util.Optional;
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
        var problems = SettingRules.report(after.context(), Optional.empty(), List.of(IPV4, IPV6));
        if (!problems.isEmpty()) {
            throw Failure.usage("Nothing was changed:\n" + problems);
        }
        after.save();
        return LineDifference.between(before.text(), after.text());
    }
}
