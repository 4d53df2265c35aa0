package org.openemr.aws.security.waf;

import org.openemr.aws.settings.waf.ManagedRuleGroup;

/** Which rule is in which group. */
final class ManagedGroups {

    private ManagedGroups() {}

    static boolean has(String group, String rule) {
        return ManagedRuleGroup.named(group).orElseThrow().rules().contains(rule);
    }
}
