package org.openemr.aws.app;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The settings of a VPC that somebody else owns; its three keys come together. */
final class GivenVpcSettings {

    static final Map<String, Object> WITH_PUBLIC_SUBNETS = Map.of(
            "vpc_id", "vpc-0123456789abcdef0",
            "private_subnet_ids", List.of("subnet-00000001", "subnet-00000002"),
            "public_subnet_ids", List.of("subnet-00000003", "subnet-00000004"));

    /** Which only an internal load balancer can be in. */
    static final Map<String, Object> WITHOUT_PUBLIC_SUBNETS = withoutPublicSubnets();

    private GivenVpcSettings() {}

    private static Map<String, Object> withoutPublicSubnets() {
        var given = new TreeMap<>(WITH_PUBLIC_SUBNETS);
        given.put("public_subnet_ids", null);
        return given;
    }
}
