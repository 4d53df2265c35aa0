package org.openemr.aws.settings;

import inet.ipaddr.IPAddress;
import java.util.Map;

/** The IPv4 block of a VPC: private addresses, /16 to /24. */
public record VpcCidr() implements ValueType<IPAddress> {

    private static final int LARGEST = 16;
    private static final int SMALLEST = 24;

    @Override
    public String name() {
        return "IPv4 CIDR";
    }

    @Override
    public String accepted() {
        return "a network address in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16, with a prefix of /16 to /24";
    }

    @Override
    public IPAddress parse(Object raw) throws InvalidValueException {
        var block = Cidr.IPV4.parse(raw);
        var prefix = block.getNetworkPrefixLength();
        if (prefix < LARGEST || prefix > SMALLEST) {
            throw new InvalidValueException("has a prefix that a VPC of this project cannot have", "choose /16 to /24");
        }
        if (!PrivateAddresses.suitsVpc(block)) {
            throw new InvalidValueException("is not a private block", "write " + accepted());
        }
        return block;
    }

    @Override
    public Map<String, Object> jsonSchema() {
        return Map.of(
                "type",
                "string",
                "pattern",
                "^(?:10\\.%1$s|172\\.%2$s|192\\.168)\\.%1$s\\.0/%3$s$"
                        .formatted(
                                NumberPattern.between(0, 255),
                                NumberPattern.between(16, 31),
                                NumberPattern.between(LARGEST, SMALLEST)));
    }
}
