package org.openemr.aws.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.network.NetworkTemplates.CLOSED;
import static org.openemr.aws.network.NetworkTemplates.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;

class GivenVpcTest {

    private static final List<String> PRIVATE = List.of("subnet-00000001", "subnet-00000002");
    private static final List<String> PUBLIC = List.of("subnet-00000003", "subnet-00000004");

    private static final SynthesisedTemplate FACING =
            template(Map.of("vpc_id", "vpc-00000001", "private_subnet_ids", PRIVATE, "public_subnet_ids", PUBLIC));
    private static final SynthesisedTemplate INTERNAL = template(
            Map.of("vpc_id", "vpc-00000001", "private_subnet_ids", PRIVATE, "load_balancer_scheme", "internal"));

    @Test
    void makesNothingInItButGroupsAndTheLoadBalancer() {
        var types = FACING.json().path("Resources").properties().stream()
                .map(resource -> resource.getValue().path("Type").asText())
                .filter(type -> type.startsWith("AWS::EC2::"))
                .collect(Collectors.toSet());

        assertThat(types)
                .containsExactlyInAnyOrder(
                        "AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroupEgress", "AWS::EC2::SecurityGroupIngress");
        assertThat(FACING.properties("AWS::CloudWatch::Alarm"))
                .extracting(alarm -> alarm.path("AlarmName").asText())
                .noneMatch(name -> name.contains("nat-"));
    }

    @Test
    void tellsOtherLayersWhereItIs() {
        assertThat(published(FACING))
                .containsEntry("/openemr/openemr/network/vpc-id", "vpc-00000001")
                .doesNotContainKey("/openemr/openemr/network/vpc-cidr")
                .containsEntry("/openemr/openemr/network/private-subnet-2-id", "subnet-00000002")
                .containsEntry("/openemr/openemr/network/public-subnet-1-id", "subnet-00000003");
        assertThat(published(INTERNAL))
                .containsEntry("/openemr/openemr/network/private-subnet-1-id", "subnet-00000001")
                .doesNotContainKey("/openemr/openemr/network/public-subnet-1-id");
    }

    @Test
    void placesTheLoadBalancerByItsScheme() {
        assertThat(loadBalancer(FACING).path("Scheme").asText()).isEqualTo("internet-facing");
        assertThat(loadBalancer(FACING).path("Subnets").toString())
                .contains(PUBLIC)
                .doesNotContain(PRIVATE);
        assertThat(loadBalancer(INTERNAL).path("Scheme").asText()).isEqualTo("internal");
        assertThat(loadBalancer(INTERNAL).path("Subnets").toString()).contains(PRIVATE);
    }

    /** In a VPC of our own the public subnets stay, for the NAT gateways. */
    @Test
    void anInternalLoadBalancerIsInThePrivateSubnetsOfOurOwnVpcToo() {
        var template = template(Map.of("load_balancer_scheme", "internal"));

        assertThat(loadBalancer(template).path("Subnets"))
                .hasSameSizeAs(loadBalancer(CLOSED).path("Subnets"))
                .allMatch(subnet -> subnet.toString().contains("private"));
        assertThat(template.resources("AWS::EC2::NatGateway")).hasSize(2);
    }

    private static JsonNode loadBalancer(SynthesisedTemplate template) {
        return template.onlyProperties("AWS::ElasticLoadBalancingV2::LoadBalancer");
    }

    private static Map<String, String> published(SynthesisedTemplate template) {
        return template.properties("AWS::SSM::Parameter").stream()
                .collect(Collectors.toMap(
                        parameter -> parameter.path("Name").asText(),
                        parameter -> parameter.path("Value").asText()));
    }
}
