package org.openemr.aws.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.constructs.fixtures.TestApp;
import org.openemr.aws.contracts.Deployment;

class NetworkStackTest {

    private static final String CERTIFICATE = "arn:aws:acm:us-east-1:111122223333:certificate/a";
    private static final SynthesisedTemplate CLOSED = template(Map.of());
    private static final SynthesisedTemplate OPEN = template(Map.of(
            "certificate_arn",
            CERTIFICATE,
            "security_group_ip_range_ipv4",
            "203.0.113.0/24",
            "security_group_ip_range_ipv6",
            "2001:db8::/32",
            "enable_global_accelerator",
            true,
            "open_smtp_port",
            true));
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

    @Test
    void letsGroupsTalkOnNamedPortsOnly() {
        assertThat(rules(CLOSED, "AWS::EC2::SecurityGroupIngress").map(NetworkStackTest::ports))
                .containsExactlyInAnyOrder("443-443", "3306-3306", "6379-6379", "6380-6380", "2049-2049", "2049-2049");
        assertThat(rules(CLOSED, "AWS::EC2::SecurityGroupEgress")
                        .filter(rule -> rule.has("CidrIp"))
                        .map(rule -> rule.path("CidrIp").asText() + " " + ports(rule)))
                .containsOnly("0.0.0.0/0 443-443", "255.255.255.255/32 252-86");
    }

    @Test
    void opensTheMailPortOnlyWhenItIsWanted() {
        assertThat(rules(CLOSED, "AWS::EC2::SecurityGroupEgress").map(NetworkStackTest::ports))
                .doesNotContain("587-587");
        assertThat(rules(OPEN, "AWS::EC2::SecurityGroupEgress").map(NetworkStackTest::ports))
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

    @Test
    void protectsTheLoadBalancerAndCreatesItLast() {
        var loadBalancer = CLOSED.resources("AWS::ElasticLoadBalancingV2::LoadBalancer")
                .values()
                .iterator()
                .next();

        assertThat(loadBalancer
                        .path("Properties")
                        .path("LoadBalancerAttributes")
                        .toString())
                .contains("{\"Key\":\"deletion_protection.enabled\",\"Value\":\"true\"}")
                .contains("{\"Key\":\"routing.http.drop_invalid_header_fields.enabled\",\"Value\":\"true\"}")
                .contains("{\"Key\":\"access_logs.s3.enabled\",\"Value\":\"true\"}")
                .contains("\"routing.http.desync_mitigation_mode\",\"Value\":\"defensive\"");
        assertThat(loadBalancer.path("Properties").path("Scheme").asText()).isEqualTo("internet-facing");
        assertThat(loadBalancer.path("DependsOn").size()).isGreaterThan(10);
        assertThat(CLOSED.resources("AWS::WAFv2::WebACLAssociation")).hasSize(1);
    }

    @Test
    void writesFlowLogsWithARoleThatMayWriteThem() {
        assertThat(CLOSED.onlyProperties("AWS::EC2::FlowLog")
                        .path("TrafficType")
                        .asText())
                .isEqualTo("ALL");
        assertThat(CLOSED.roleStatements().toString())
                .contains("logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams");
        assertThat(CLOSED.properties("AWS::Logs::LogGroup")).allMatch(group -> group.has("KmsKeyId"));
    }

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

    @Test
    void givesLogBucketsAnEnd() {
        assertThat(CLOSED.properties("AWS::S3::Bucket"))
                .isNotEmpty()
                .allSatisfy(bucket -> assertThat(
                                bucket.path("LifecycleConfiguration").toString())
                        .contains("ExpirationInDays", "NoncurrentVersionExpiration"));
    }

    @Test
    void putsTheAcceleratorInFrontOnThePortThatClientsUse() {
        assertThat(OPEN.onlyProperties("AWS::GlobalAccelerator::Listener")
                        .path("PortRanges")
                        .toString())
                .contains("443");
        assertThat(OPEN.json().path("Outputs").has("GlobalAcceleratorUrl")).isTrue();
    }

    @Test
    void protectsNothingInAThrowAwayEnvironment() {
        var template = template(Map.of("data_on_destroy", "delete"));

        assertThat(template.properties("AWS::ElasticLoadBalancingV2::LoadBalancer")
                        .toString())
                .contains("{\"Key\":\"deletion_protection.enabled\",\"Value\":\"false\"}");
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

    private static SynthesisedTemplate template(Map<String, ?> changes) {
        var settings = TestApp.settings(changes);
        return SynthesisedTemplate.of(new NetworkStack(
                TestApp.create(),
                Deployment.of(settings.deployment()),
                TestApp.ENVIRONMENT,
                settings.network(),
                settings.features()));
    }
}
