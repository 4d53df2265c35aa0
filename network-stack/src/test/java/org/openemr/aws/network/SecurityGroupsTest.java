package org.openemr.aws.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.network.NetworkTemplates.CLOSED;
import static org.openemr.aws.network.NetworkTemplates.OPEN;
import static org.openemr.aws.network.NetworkTemplates.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;

class SecurityGroupsTest {

    private static final Map<String, ?> MAIL = Map.of(
            "route53_domain",
            "clinic.example.org",
            "route53_hosted_zone_id",
            "Z0123456789ABCDEFGHIJ",
            "configure_ses",
            true);

    @Test
    void opensNoPortToTheInternetByDefault() {
        assertThat(rules(CLOSED, "AWS::EC2::SecurityGroupIngress"))
                .noneMatch(rule -> rule.has("CidrIp") || rule.has("CidrIpv6"));
    }

    @Test
    void opensHttpsAndItsRedirectToBothRanges() {
        assertThat(rules(OPEN, "AWS::EC2::SecurityGroupIngress")
                        .filter(rule -> rule.has("CidrIp") || rule.has("CidrIpv6"))
                        .map(rule -> rule.path("CidrIp").asText()
                                + rule.path("CidrIpv6").asText() + " "
                                + rule.path("FromPort").asInt()))
                .containsExactlyInAnyOrder(
                        "203.0.113.0/24 443", "203.0.113.0/24 80", "2001:db8::/32 443", "2001:db8::/32 80");
    }

    /** A block that stays keeps its rules, whatever comes and goes beside it. */
    @Test
    void opensEachOfSeveralBlocksByRulesOfItsOwn() {
        var one = clientRules("203.0.113.0/24");
        var two = clientRules("198.51.100.0/24, 203.0.113.0/24");

        assertThat(one).hasSize(2);
        assertThat(two).hasSize(4).containsAll(one);
    }

    private static List<String> clientRules(String blocks) {
        var template = template(
                Map.of("certificate_arn", NetworkTemplates.CERTIFICATE, "security_group_ip_range_ipv4", blocks));
        return rules(template, "AWS::EC2::SecurityGroupIngress")
                .filter(rule -> rule.has("CidrIp"))
                .map(Object::toString)
                .toList();
    }

    @Test
    void letsGroupsTalkOnNamedPortsOnly() {
        assertThat(rules(CLOSED, "AWS::EC2::SecurityGroupIngress").map(SecurityGroupsTest::ports))
                .containsExactlyInAnyOrder("443-443", "3306-3306", "6379-6379", "6380-6380", "2049-2049", "2049-2049");
        assertThat(rules(CLOSED, "AWS::EC2::SecurityGroupEgress")
                        .filter(rule -> rule.has("CidrIp"))
                        .map(rule -> rule.path("CidrIp").asText() + " " + ports(rule)))
                .containsOnly("0.0.0.0/0 443-443", "255.255.255.255/32 252-86");
    }

    @Test
    void opensTheMailPortOnlyWhenItIsWanted() {
        assertThat(rules(CLOSED, "AWS::EC2::SecurityGroupEgress").map(SecurityGroupsTest::ports))
                .doesNotContain("587-587");
        assertThat(rules(OPEN, "AWS::EC2::SecurityGroupEgress").map(SecurityGroupsTest::ports))
                .contains("587-587");
    }

    @Test
    void opensTheMailPortToTheVpcForTheEndpointOfAmazonSes() {
        assertThat(rules(template(MAIL), "AWS::EC2::SecurityGroupEgress")
                        .filter(rule -> rule.path("FromPort").asInt() == 587)
                        .map(rule -> rule.path("CidrIp").asText()))
                .containsExactly("10.0.0.0/16");
    }

    @Test
    void letsTheExportTaskReachDocumentsAndNothingElse() {
        var template = template(Map.of("create_serverless_analytics_environment", true));
        var fromExportTask = rules(template, "AWS::EC2::SecurityGroupIngress")
                .filter(rule -> rule.path("SourceSecurityGroupId").toString().contains("ExportTask"))
                .toList();

        assertThat(fromExportTask).singleElement().satisfies(rule -> {
            assertThat(ports(rule)).isEqualTo("2049-2049");
            assertThat(rule.path("GroupId").toString()).contains("SitesFileSystem");
        });
        assertThat(template.publishedParameters()).contains("/openemr/openemr/network/export-task-security-group-id");
        assertThat(CLOSED.publishedParameters())
                .doesNotContain("/openemr/openemr/network/export-task-security-group-id");
    }

    /** Rules stand beside their group, or inside of it when they name no other group. */
    private static Stream<JsonNode> rules(SynthesisedTemplate template, String type) {
        var inside = type.endsWith("Ingress") ? "SecurityGroupIngress" : "SecurityGroupEgress";
        return Stream.concat(
                template.properties(type).stream(),
                template.properties("AWS::EC2::SecurityGroup").stream()
                        .flatMap(group -> SynthesisedTemplate.elements(group.path(inside))));
    }

    private static String ports(JsonNode rule) {
        return rule.path("FromPort").asInt() + "-" + rule.path("ToPort").asInt();
    }
}
