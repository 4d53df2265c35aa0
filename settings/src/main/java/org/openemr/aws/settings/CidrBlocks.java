package org.openemr.aws.settings;

import inet.ipaddr.IPAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One block of addresses, or several: a text, a text with commas, or a JSON list.
 *
 * @param block the form of each
 */
public record CidrBlocks(Cidr block) implements ValueType<List<IPAddress>> {

    /**
     * A security group has 60 rules for each IP version (<a
     * href="https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html">quotas</a>), and each block takes two: HTTPS, and
     * the redirect to it. A prefix list is no way around: its entries count as rules.
     */
    static final int MOST = 30;

    public static final CidrBlocks IPV4 = new CidrBlocks(Cidr.IPV4);
    public static final CidrBlocks IPV6 = new CidrBlocks(Cidr.IPV6);

    @Override
    public String name() {
        return block.name();
    }

    @Override
    public String accepted() {
        return block.accepted()
                + "; or up to %d of them, as a list or with commas, none inside of another".formatted(MOST);
    }

    @Override
    public List<IPAddress> parse(Object raw) throws InvalidValueException {
        var blocks = new ArrayList<IPAddress>();
        for (var element : ListOf.elements(raw, accepted())) {
            var parsed = block.parse(element);
            for (var other : blocks) {
                if (other.contains(parsed) || parsed.contains(other)) {
                    throw new InvalidValueException(
                            "has %s and %s, of which one is inside of the other".formatted(other, parsed),
                            "keep the larger one");
                }
            }
            blocks.add(parsed);
        }
        if (blocks.isEmpty() || blocks.size() > MOST) {
            throw new InvalidValueException("has " + blocks.size() + " blocks", "write " + accepted());
        }
        return List.copyOf(blocks);
    }

    @Override
    public Map<String, Object> jsonSchema() {
        return ListOf.jsonSchema(
                Map.of(
                        "type",
                        "array",
                        "items",
                        block.jsonSchema(),
                        "minItems",
                        1,
                        "maxItems",
                        MOST,
                        "uniqueItems",
                        true),
                block.form(),
                MOST);
    }
}
