package org.openemr.aws.settings;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.util.List;
import java.util.stream.Stream;

/**
 * Addresses that nobody has on the internet: <a href="https://www.rfc-editor.org/rfc/rfc1918">RFC 1918</a>, shared and link-local addresses,
 * and the unique local addresses of IPv6 (<a href="https://www.rfc-editor.org/rfc/rfc4193">RFC 4193</a>).
 */
public final class PrivateAddresses {

    private static final List<IPAddress> OF_VPCS = blocks("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16");

    private static final List<IPAddress> OTHERS =
            blocks("100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "fc00::/7", "fe80::/10");

    private PrivateAddresses() {}

    /** Whether a block is of those that a VPC of this project may have. */
    static boolean suitsVpc(IPAddress block) {
        return OF_VPCS.stream().anyMatch(range -> range.contains(block));
    }

    /** Whether no address of a block comes from the internet. */
    public static boolean have(IPAddress block) {
        return Stream.concat(OF_VPCS.stream(), OTHERS.stream()).anyMatch(range -> range.contains(block));
    }

    private static List<IPAddress> blocks(String... texts) {
        return Stream.of(texts)
                .map(text -> new IPAddressString(text).getAddress())
                .toList();
    }
}
