package org.openemr.aws.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.network.NetworkTemplates.CLOSED;
import static org.openemr.aws.network.NetworkTemplates.template;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenEmrVpcTest {

    @Test
    void closesTheDefaultSecurityGroup() {
        assertThat(CLOSED.resources("Custom::VpcRestrictDefaultSG")).hasSize(1);
    }

    @Test
    void spansTwoZonesWithANatGatewayInEach() {
        assertThat(CLOSED.resources("AWS::EC2::Subnet")).hasSize(4);
        assertThat(CLOSED.resources("AWS::EC2::NatGateway")).hasSize(2);
        assertThat(CLOSED.properties("AWS::EC2::Subnet"))
                .noneMatch(subnet -> subnet.path("MapPublicIpOnLaunch").asBoolean());
        assertThat(template(Map.of("availability_zones", 3, "nat_gateways", 1)).resources("AWS::EC2::NatGateway"))
                .hasSize(1);
    }

    /** Subnets in use cannot get other addresses. */
    @Test
    void aThirdZoneOrClientsOverIpv6LeaveTheSubnetsAsTheyAre() {
        var three = template(Map.of(
                "availability_zones",
                3,
                "security_group_ip_range_ipv6",
                "2001:db8::/32",
                "certificate_arn",
                NetworkTemplates.CERTIFICATE));

        assertThat(three.resources("AWS::EC2::Subnet"))
                .hasSize(6)
                .containsAllEntriesOf(CLOSED.resources("AWS::EC2::Subnet"));
    }

    @Test
    void takesTheZonesThatAreNamed() {
        var named = template(Map.of("availability_zone_names", List.of("us-east-1f", "us-east-1b")));

        assertThat(named.properties("AWS::EC2::Subnet"))
                .extracting(subnet -> subnet.path("AvailabilityZone").asText())
                .containsExactlyInAnyOrder("us-east-1f", "us-east-1b", "us-east-1f", "us-east-1b");
    }
}
