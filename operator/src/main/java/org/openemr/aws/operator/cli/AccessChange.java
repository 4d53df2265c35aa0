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
 * A change of who may connect.
 *
 * @param before the file as it was
 * @param after the file as it shall be
 */
record AccessChange(CdkJsonFile before, CdkJsonFile after) {

    static final String IPV4 = "security_group_ip_range_ipv4";
    static final String IPV6 = "security_group_ip_range_ipv6";

    private static final String DEPLOY =
            "What it does: openemr plan. To apply it: npx cdk deploy --exclusively NetworkStack";

    /**
     * Saves the change, shows it, and says how to apply it.
     *
     * @param nothing what is said when nothing changes
     */
    ExitStatus apply(OperatorCommand command, String nothing) {
        var changed = save();
        changed.forEach(line -> command.terminal().out().println(line));
        command.say(changed.isEmpty() ? nothing : howToApply());
        return ExitStatus.DONE;
    }

    /** Over IPv6 the site has a record of its own. */
    private String howToApply() {
        var ipv6Changes = blocks(before, IPV6).isEmpty() != blocks(after, IPV6).isEmpty();
        var hasDomain = after.context().get("route53_domain") != null;
        return ipv6Changes && hasDomain ? DEPLOY + " DnsStack" : DEPLOY;
    }

    /** Saves the change when the settings' rules accept it; returns what changed. */
    private List<String> save() {
        var problems = SettingRules.report(after.context(), Optional.empty(), List.of(IPV4, IPV6));
        if (!problems.isEmpty()) {
            throw Failure.usage("Nothing was changed:\n" + problems);
        }
        after.save();
        return LineDifference.between(before.text(), after.text());
    }

    /** The blocks that a file admits by a key, as it writes them. */
    static List<String> blocks(CdkJsonFile file, String key) {
        var value = file.context().get(key);
        if (value == null) {
            return List.of();
        }
        try {
            return ListOf.elements(value, key).stream()
                    .map(String::valueOf)
                    .map(String::strip)
                    .filter(block -> !block.isEmpty())
                    .toList();
        } catch (InvalidValueException e) {
            return List.of(String.valueOf(value));
        }
    }

    /** A file that admits these blocks by a key: one as a text, several as a list. */
    static CdkJsonFile with(CdkJsonFile file, String key, List<String> blocks) {
        return file.with(
                key, blocks.size() > 1 ? blocks : blocks.stream().findFirst().orElse(null));
    }

    /** The key of a block's IP version. */
    static String key(String block) {
        return block.contains(":") ? IPV6 : IPV4;
    }
}
