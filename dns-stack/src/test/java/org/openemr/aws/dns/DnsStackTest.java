package org.openemr.aws.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.constructs.fixtures.TestApp;

class DnsStackTest {

    private static final Map<String, ?> IPV6 = Map.of("security_group_ip_range_ipv6", "2001:db8::/32");
    private static final SynthesisedTemplate DOMAIN = template(Map.of());
    private static final SynthesisedTemplate MAIL =
            template(Map.of("configure_ses", true, "email_forwarding_address", "clinic@example.net"));
    private static final SynthesisedTemplate STORED_ONLY = template(Map.of("configure_ses", true));

    @Test
    void pointsTheNameOfTheSiteToTheLoadBalancer() {
        assertThat(records(DOMAIN)).containsExactly("A openemr.clinic.example.org.");
        assertThat(DOMAIN.onlyProperties("AWS::Route53::RecordSet")
                        .path("AliasTarget")
                        .toString())
                .contains("dualstack.", "NetworkLoadBalancerDnsName");
        assertThat(records(template(IPV6)))
                .containsExactlyInAnyOrder("A openemr.clinic.example.org.", "AAAA openemr.clinic.example.org.");
    }

    @Test
    void pointsTheNameOfTheSiteToTheAccelerator() {
        var template = template(IPV6, Map.of("enable_global_accelerator", true));

        assertThat(records(template)).containsExactly("A openemr.clinic.example.org.");
        assertThat(template.onlyProperties("AWS::Route53::RecordSet")
                        .path("AliasTarget")
                        .path("HostedZoneId")
                        .asText())
                .isEqualTo("Z2BJ6XQ5FK7U4H");
    }

    @Test
    void issuesACertificateUnlessOneIsGiven() {
        assertThat(DOMAIN.onlyProperties("AWS::CertificateManager::Certificate")
                        .path("DomainName")
                        .asText())
                .isEqualTo("*.clinic.example.org");
        assertThat(DOMAIN.publishedParameters()).contains("/openemr/openemr/dns/certificate-arn");

        var given = template(Map.of("certificate_arn", "arn:aws:acm:us-east-1:111122223333:certificate/a"));

        assertThat(given.resources("AWS::CertificateManager::Certificate")).isEmpty();
        assertThat(given.publishedParameters()).containsExactly("/openemr/openemr/dns/site-host-name");
        assertThat(records(given)).hasSize(1);
    }

    @Test
    void writesEachMailRecordOnce() {
        assertThat(records(MAIL)).doesNotHaveDuplicates().hasSize(8);
        assertThat(records(MAIL))
                .contains(
                        "MX clinic.example.org.",
                        "MX services.clinic.example.org.",
                        "TXT services.clinic.example.org.",
                        "TXT _dmarc.clinic.example.org.");
        assertThat(MAIL.json().toString()).contains("v=spf1 include:amazonses.com ~all", "v=DMARC1;p=quarantine");
    }

    @Test
    void letsTheSmtpUserSendFromThisDomainOnly() {
        var statement = MAIL.properties("AWS::IAM::ManagedPolicy").stream()
                .filter(policy -> policy.has("Groups"))
                .findFirst()
                .orElseThrow()
                .path("PolicyDocument")
                .path("Statement");

        assertThat(statement).hasSize(1);
        assertThat(statement.get(0).path("Action").toString()).isEqualTo("[\"ses:SendEmail\",\"ses:SendRawEmail\"]");
        assertThat(statement.get(0).path("Condition").toString())
                .contains("*@clinic.example.org", "*@services.clinic.example.org");
        assertThat(MAIL.resources("AWS::IAM::AccessKey")).isEmpty();
    }

    @Test
    void reachesTheSmtpInterfaceInsideTheVpcFromTasksOnly() {
        var endpoint = MAIL.onlyProperties("AWS::EC2::VPCEndpoint");
        assertThat(endpoint.path("ServiceName").toString()).contains("email-smtp");
        assertThat(endpoint.path("PrivateDnsEnabled").asBoolean()).isTrue();
        assertThat(endpoint.path("SubnetIds").toString()).contains("Fn::Split", "SubnetIds");
        assertThat(MAIL.properties("AWS::EC2::SecurityGroupIngress"))
                .singleElement()
                .satisfies(rule -> {
                    assertThat(rule.path("FromPort").asInt()).isEqualTo(587);
                    assertThat(rule.path("SourceSecurityGroupId").toString()).contains("NetworkTaskSecurityGroupId");
                });
    }

    @Test
    void receivesOverTlsScansAndStores() {
        var rule = MAIL.onlyProperties("AWS::SES::ReceiptRule").path("Rule");
        assertThat(rule.path("TlsPolicy").asText()).isEqualTo("Require");
        assertThat(rule.path("ScanEnabled").asBoolean()).isTrue();
        assertThat(rule.path("Recipients").toString()).isEqualTo("[\"help@clinic.example.org\"]");
        assertThat(rule.path("Actions")).hasSize(2);
        assertThat(STORED_ONLY
                        .onlyProperties("AWS::SES::ReceiptRule")
                        .path("Rule")
                        .path("Actions"))
                .hasSize(1);
    }

    @Test
    void admitsAmazonSesForThisAccountAndThisRuleOnly() {
        var admitted = List.of("AWS::S3::BucketPolicy", "AWS::KMS::Key").stream()
                .flatMap(type -> MAIL.properties(type).stream())
                .flatMap(resource -> SynthesisedTemplate.elements(
                        resource.path(resource.has("KeyPolicy") ? "KeyPolicy" : "PolicyDocument")
                                .path("Statement")))
                .filter(statement -> statement.path("Principal").toString().contains("ses.amazonaws.com"))
                .toList();

        assertThat(admitted)
                .hasSize(2)
                .allSatisfy(statement -> assertThat(
                                statement.path("Condition").path("StringEquals").toString())
                        .contains(
                                "aws:SourceAccount",
                                "aws:SourceArn",
                                "receipt-rule-set/openemr-mail:receipt-rule/help"));
        var permission = MAIL.onlyProperties("AWS::Lambda::Permission");
        assertThat(permission.path("SourceArn").toString()).contains("receipt-rule/help");
        assertThat(permission.has("SourceAccount")).isTrue();
    }

    @Test
    void keepsWhatCannotBeForwardedAndTells() {
        var forwarder = MAIL.properties("AWS::Lambda::Function").stream()
                .filter(function -> function.path("FunctionName").asText().equals("openemr-mail-forwarder"))
                .findFirst()
                .orElseThrow();

        assertThat(forwarder.has("DeadLetterConfig")).isTrue();
        assertThat(MAIL.properties("AWS::CloudWatch::Alarm"))
                .extracting(alarm -> alarm.path("AlarmName").asText())
                .contains("openemr-mail-not-forwarded", "openemr-mail-forwarder-errors");
        assertThat(STORED_ONLY.resources("AWS::SQS::Queue")).isEmpty();
    }

    @Test
    void publishesTheSecretOnlyWhenItIsFilled() {
        var parameter = MAIL.resources("AWS::SSM::Parameter").values().stream()
                .filter(each -> each.path("Properties").path("Name").asText().endsWith("smtp-user-secret-arn"))
                .findFirst()
                .orElseThrow();

        assertThat(parameter.path("DependsOn").toString()).contains("Credentials");
    }

    @Test
    void namesTheRuleSetThatItReplaced() {
        assertThat(MAIL.json().path("Outputs").path("ReplacedReceiptRuleSet").toString())
                .contains("Fn::GetAtt", "Replaced");
    }

    private static List<String> records(SynthesisedTemplate template) {
        return template.properties("AWS::Route53::RecordSet").stream()
                .map(record -> record.path("Type").asText() + " " + name(record.path("Name")))
                .toList();
    }

    /** Names of DKIM records are known to SES only. */
    private static String name(JsonNode name) {
        return name.isTextual() ? name.asText() : name.toString();
    }

    @SafeVarargs
    private static SynthesisedTemplate template(Map<String, ?>... changes) {
        var all = new HashMap<String, Object>();
        for (var change : changes) {
            all.putAll(change);
        }
        all.put("route53_domain", "clinic.example.org");
        all.put("route53_hosted_zone_id", "Z0123456789ABCDEFGHIJ");
        var settings = TestApp.settings(all);
        return SynthesisedTemplate.of(new DnsStack(
                TestApp.create(), TestApp.DEPLOYMENT, TestApp.ENVIRONMENT, settings.dns(), settings.features()));
    }
}
