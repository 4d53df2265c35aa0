package org.openemr.aws.operator.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

    /** The blocks that a file admits by a key, as it writes them. */
    static List<String> blocks(CdkJsonFile file, String key) {
        var value = file.context().get(key);
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        return value == null
                ? List.of()
                : Stream.of(String.valueOf(value).replaceAll("[\\[\\]\"]", "").split(","))
                        .map(String::strip)
                        .filter(block -> !block.isEmpty())
                        .toList();
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
