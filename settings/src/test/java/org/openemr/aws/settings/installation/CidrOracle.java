package org.openemr.aws.settings.installation;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * A block of addresses in CIDR notation, read by RFC 4632 and RFC 4291 and without an address library.
 *
 * @param groups octets of IPv4, groups of 16 bits of IPv6
 * @param bitsOfGroup 8 or 16
 * @param prefix the length of the prefix
 */
record CidrOracle(int[] groups, int bitsOfGroup, int prefix) {

    /** The block that a text names, when it is one in CIDR notation without bits beyond its prefix. */
    static Optional<CidrOracle> read(String text, boolean ipv4) {
        var slash = text.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        var prefix = number(text.substring(slash + 1), 10, 3);
        var address = text.substring(0, slash);
        return (ipv4 ? octets(address) : hextets(address))
                .map(groups -> new CidrOracle(groups, ipv4 ? 8 : 16, prefix))
                .filter(CidrOracle::isNetwork);
    }

    private static Optional<int[]> octets(String address) {
        var parts = Stream.of(address.split("\\.", -1)).toList();
        var octets = parts.stream()
                .mapToInt(part -> part.length() > 1 && part.startsWith("0") ? -1 : number(part, 10, 3))
                .toArray();
        return octets.length == 4 && between(octets, 255) ? Optional.of(octets) : Optional.empty();
    }

    /** RFC 4291 without the mixed notation; two colons stand for one group of zeros or more. */
    private static Optional<int[]> hextets(String address) {
        var gap = address.indexOf("::");
        if (gap < 0) {
            return groups(address).filter(groups -> groups.length == 8);
        }
        var head = groups(address.substring(0, gap));
        var tail = groups(address.substring(gap + 2));
        if (head.isEmpty() || tail.isEmpty() || head.get().length + tail.get().length > 7) {
            return Optional.empty();
        }
        var hextets = new int[8];
        System.arraycopy(head.get(), 0, hextets, 0, head.get().length);
        System.arraycopy(tail.get(), 0, hextets, 8 - tail.get().length, tail.get().length);
        return Optional.of(hextets);
    }

    private static Optional<int[]> groups(String text) {
        if (text.isEmpty()) {
            return Optional.of(new int[0]);
        }
        var groups = Stream.of(text.split(":", -1))
                .mapToInt(part -> number(part, 16, 4))
                .toArray();
        return between(groups, 0xffff) ? Optional.of(groups) : Optional.empty();
    }

    private static boolean between(int[] numbers, int maximum) {
        for (var number : numbers) {
            if (number < 0 || number > maximum) {
                return false;
            }
        }
        return true;
    }

    /** A number of at most so many ASCII digits, or -1. */
    private static int number(String text, int radix, int digits) {
        var plain = !text.isEmpty()
                && text.length() <= digits
                && text.chars()
                        .allMatch(c -> radix == 16
                                ? SettingsOracle.isHex(Character.toLowerCase(c))
                                : SettingsOracle.isDigit(c));
        return plain ? Integer.parseInt(text, radix) : -1;
    }

    boolean isNetwork() {
        if (prefix < 0 || prefix > groups.length * bitsOfGroup) {
            return false;
        }
        for (var bit = prefix; bit < groups.length * bitsOfGroup; bit++) {
            var group = groups[bit / bitsOfGroup];
            if ((group >> (bitsOfGroup - 1 - bit % bitsOfGroup) & 1) == 1) {
                return false;
            }
        }
        return true;
    }
}
