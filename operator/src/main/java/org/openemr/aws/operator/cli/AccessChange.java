package org.openemr.aws.operator.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.settings.CdkJsonFile;

/**
 * A change of who may connect.
 *
 * @param before the file as it was
 * @param after the file as it shall be
 */
record AccessChange(CdkJsonFile before, CdkJsonFile after) {

    static final String IPV4 = "security_group_ip_range_ipv4";
    static final String IPV6 = "security_group_ip_range_ipv6";

    /**
     * Saves the change, shows it, and says how to apply it.
     *
     * @param nothing what is said when nothing changes
     */
    ExitStatus apply(OperatorCommand command, String nothing) {
        return new SettingsChange(before, after, List.of(IPV4, IPV6), stacks()).apply(command, nothing);
    }

    /** Over IPv6 the site has a record of its own. */
    private String stacks() {
        var ipv6Changes = SettingsChange.elements(before, IPV6).isEmpty()
                != SettingsChange.elements(after, IPV6).isEmpty();
        var hasDomain = after.context().get("route53_domain") != null;
        return ipv6Changes && hasDomain ? "NetworkStack DnsStack" : "NetworkStack";
    }

    /** A file that admits these blocks by a key. */
    static CdkJsonFile with(CdkJsonFile file, String key, List<String> blocks) {
        return file.with(key, written(blocks));
    }

    /** Blocks as a setting: one as a text, several as a list. */
    static @Nullable Object written(List<String> blocks) {
        return blocks.size() > 1 ? blocks : blocks.stream().findFirst().orElse(null);
    }

    /** Whether two blocks are the same, however they are written. */
    static boolean isSame(String one, String other) {
        return canonical(one).equals(canonical(other));
    }

    /** An IPv6 address has many forms; what has colons is never looked up. */
    private static String canonical(String block) {
        var parts = block.strip().split("/", 2);
        try {
            return parts[0].contains(":")
                    ? InetAddress.getByName(parts[0]).getHostAddress() + "/" + (parts.length > 1 ? parts[1] : "")
                    : block.strip();
        } catch (UnknownHostException e) {
            return block.strip();
        }
    }

    /** The key of a block's IP version. */
    static String key(String block) {
        return block.contains(":") ? IPV6 : IPV4;
    }
}
