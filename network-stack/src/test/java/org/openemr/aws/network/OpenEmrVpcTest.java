package org.openemr.aws.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.network.NetworkTemplates.CLOSED;
import static org.openemr.aws.network.NetworkTemplates.template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenEmrVpcTest {

    @Test
    void closesTheDefaultSecurityGroup() {
        assertThat(CLOSED.resources("Custom::OpenEmrDefaultSecurityGroup").values())
                .singleElement()
                .satisfies(closed -> {
                    assertThat(closed.at("/Properties/GroupId/Fn::GetAtt/1").asText())
                            .isEqualTo("DefaultSecurityGroup");
                    // A VPC that gets IPv6 addresses gets a rule for them.
                    assertThat(closed.path("DependsOn").toString()).contains("ipv6cidr");
                });
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

    /** Subnets keep their ids: what is in them stays when the gateways go. */
    @Test
    void goesWithoutNatGatewaysWhereEndpointsStandIn() {
        var inside = template(Map.of("nat_gateways", 0, "enable_vpc_endpoints", true, "image_mirror", true));

        assertThat(inside.resources("AWS::EC2::NatGateway")).isEmpty();
        assertThat(inside.resources("AWS::EC2::EIP")).isEmpty();
        assertThat(inside.resources("AWS::EC2::Subnet")).isEqualTo(CLOSED.resources("AWS::EC2::Subnet"));
        assertThat(inside.properties("AWS::CloudWatch::Alarm"))
                .noneMatch(alarm -> alarm.path("AlarmName").asText().contains("nat-"));
        assertThat(inside.properties("AWS::EC2::VPCEndpoint"))
                .filteredOn(
                        endpoint -> endpoint.path("VpcEndpointType").asText().equals("Interface"))
                .hasSize(10)
                .allSatisfy(endpoint -> {
                    assertThat(endpoint.path("PrivateDnsEnabled").asBoolean()).isTrue();
                    assertThat(endpoint.path("SubnetIds").toString()).contains("SubnetIds");
                });
    }

    /** Each endpoint has its price: where there is a gateway, or nothing rotates, functions that rotate need none. */
    @Test
    void hasEndpointsForRotationOnlyWhereThereIsNoOtherWay() {
        var inside = Map.<String, Object>of("enable_vpc_endpoints", true, "image_mirror", true);
        var withoutRotation = new HashMap<>(inside);
        withoutRotation.putAll(Map.of("nat_gateways", 0, "credential_rotation_days", 0));

        assertThat(interfaceEndpoints(inside)).hasSize(7).noneMatch(service -> service.contains("elasticache"));
        assertThat(interfaceEndpoints(withoutRotation)).hasSize(7);
    }

    private static List<String> interfaceEndpoints(Map<String, Object> settings) {
        return template(settings).properties("AWS::EC2::VPCEndpoint").stream()
                .filter(endpoint -> endpoint.path("VpcEndpointType").asText().equals("Interface"))
                .map(endpoint -> endpoint.path("ServiceName").toString())
                .toList();
    }

    @Test
    void admitsTasksToTheEndpointsAndNobodyElse() {
        var group = template(Map.of("enable_vpc_endpoints", true, "create_serverless_analytics_environment", true));

        assertThat(group.properties("AWS::EC2::SecurityGroupIngress"))
                .filteredOn(rule -> rule.path("GroupId").toString().contains("ServiceEndpoints"))
                .extracting(rule -> rule.path("SourceSecurityGroupId")
                        .path("Fn::GetAtt")
                        .path(0)
                        .asText())
                .satisfiesExactlyInAnyOrder(
                        tasks -> assertThat(tasks).contains("Tasks"),
                        export -> assertThat(export).contains("ExportTask"));
    }
}
