package org.openemr.aws.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.network.NetworkTemplates.CLOSED;
import static org.openemr.aws.network.NetworkTemplates.template;

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
}
