package org.openemr.aws.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.dns.DnsTemplates.MAIL;
import static org.openemr.aws.dns.DnsTemplates.STORED_ONLY;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;

class IncomingMailTest {

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
                                "receipt-rule-set/openemr-mail:receipt-rule/openemr-help"));
        var permission = MAIL.properties("AWS::Lambda::Permission").stream()
                .filter(each -> each.path("Principal").asText().equals("ses.amazonaws.com"))
                .findFirst()
                .orElseThrow();
        assertThat(permission.path("SourceArn").toString()).contains("receipt-rule/openemr-help");
        assertThat(permission.has("SourceAccount")).isTrue();
    }

    @Test
    void theRuleCanBeInARuleSetOfTheAccount() {
        var shared = DnsTemplates.mailWithRuleSet("shared");

        assertThat(shared.properties("AWS::SES::ReceiptRuleSet")).isEmpty();
        assertThat(shared.onlyProperties("AWS::SES::ReceiptRule")
                        .path("RuleSetName")
                        .asText())
                .isEqualTo("shared");
        assertThat(shared.json().toString()).contains("receipt-rule-set/shared:receipt-rule/openemr-help");
    }

    /** SES writes to the bucket when the rule is made, and a bucket with something in it is not taken back. */
    @Test
    void comesBehindTheCertificateWhichMayFailAfterHours() {
        assertThat(MAIL.resources("AWS::SES::ReceiptRule").values())
                .singleElement()
                .satisfies(rule -> assertThat(rule.path("DependsOn").toString()).contains("Certificate"));
    }
}
