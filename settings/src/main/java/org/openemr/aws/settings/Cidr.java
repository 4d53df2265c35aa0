package org.openemr.aws.settings;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.util.Map;

/**
 * A block of addresses in CIDR notation, written as its network address.
 *
 * @param version the IP version
 */
public record Cidr(IPAddress.IPVersion version) implements ValueType<IPAddress> {

    public static final Cidr IPV4 = new Cidr(IPAddress.IPVersion.IPV4);
    public static final Cidr IPV6 = new Cidr(IPAddress.IPVersion.IPV6);

    private static final IPAddressStringParameters STRICT = new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .allowAll(false)
            .allowPrefixOnly(false)
            .allowSingleSegment(false)
            .allowMask(false)
            .allowWildcardedSeparator(false)
            .setRangeOptions(inet.ipaddr.AddressStringParameters.RangeParameters.NO_RANGE)
            .getIPv4AddressParametersBuilder()
            .allow_inet_aton(false)
            .allowLeadingZeros(false)
            .getParentBuilder()
            .getIPv6AddressParametersBuilder()
            .allowZone(false)
            .allowUnlimitedLeadingZeros(false)
            .allowMixed(false)
            .allowBase85(false)
            .getParentBuilder()
            .toParams();

    @Override
    public String name() {
        return version + " CIDR";
    }

    @Override
    public String accepted() {
        return "an %s block written as its network address, such as %s"
                .formatted(version, version.isIPv4() ? "203.0.113.0/24" : "2001:db8:1::/48");
    }

    @Override
    public IPAddress parse(Object raw) throws InvalidValueException {
        var text = raw.toString().strip();
        // The library overlooks control characters at both ends.
        var address = text.chars().allMatch(character -> character > ' ')
                ? new IPAddressString(text, STRICT).getAddress()
                : null;
        if (!(raw instanceof String) || address == null || address.getIPVersion() != version) {
            throw new InvalidValueException("is not an " + version + " block", "write " + accepted());
        }
        if (!address.isPrefixed()) {
            throw new InvalidValueException(
                    "has no prefix length", "write " + address + "/" + address.getBitCount() + " for this one address");
        }
        var block = address.toPrefixBlock();
        if (!block.getLower().equals(address.getLower())) {
            throw new InvalidValueException("is an address inside a block", "write " + block.toCanonicalString());
        }
        return block;
    }

    @Override
    public Map<String, Object> jsonSchema() {
        return Map.of("type", "string", "pattern", "^" + form() + "$");
    }

    /** A pattern that every block of the version fits, and hardly anything else. */
    String form() {
        return version.isIPv4()
                ? "(?:%1$s\\.){3}%1$s/%2$s".formatted(NumberPattern.between(0, 255), NumberPattern.between(0, 32))
                : "(?=[0-9A-Fa-f]*:)[0-9A-Fa-f:]{2,39}/" + NumberPattern.between(0, 128);
    }
}
