package org.openemr.aws.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.dns.DnsTemplates.MAIL;
import static org.openemr.aws.dns.DnsTemplates.STORED_ONLY;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;

class ForwarderTest {

    @Test
    void keepsWhatCannotBeForwardedAndTells() {
        var forwarder = forwarder(MAIL);

        assertThat(forwarder.has("DeadLetterConfig")).isTrue();
        assertThat(MAIL.properties("AWS::CloudWatch::Alarm"))
                .extracting(alarm -> alarm.path("AlarmName").asText())
                .contains(
                        "openemr-mail-not-forwarded",
                        "openemr-mail-not-stored",
                        "openemr-mail-forwarder-errors",
                        "openemr-mail-digest-errors");
        assertThat(STORED_ONLY.resources("AWS::SQS::Queue")).isEmpty();
    }

    /** Everybody can write to it. A new account has no places to reserve, and its deployment must not fail. */
    @Test
    void forwardsNoMoreAtOnceThanIsReserved() {
        var unreserved = DnsTemplates.template(Map.of(
                "configure_ses",
                true,
                "email_forwarding_address",
                "clinic@example.net",
                "mail_forwarder_concurrency",
                0));

        assertThat(forwarder(MAIL).path("ReservedConcurrentExecutions").asInt()).isEqualTo(5);
        assertThat(forwarder(unreserved).has("ReservedConcurrentExecutions")).isFalse();
    }

    /** The digest lists notes and takes them away; it reads no message. */
    @Test
    void tellsEachMorningWithoutReadingMail() {
        assertThat(MAIL.properties("AWS::Events::Rule"))
                .anySatisfy(rule ->
                        assertThat(rule.path("ScheduleExpression").asText()).isEqualTo("cron(0 6 * * ? *)"));
        assertThat(MAIL.resources("AWS::IAM::ManagedPolicy").entrySet())
                .filteredOn(policy -> policy.getKey().startsWith("MailForwarderDigest"))
                .isNotEmpty()
                .allSatisfy(policy -> assertThat(policy.toString()).doesNotContain("received/"));
        assertThat(STORED_ONLY.json().toString()).doesNotContain("mail-digest");
    }

    private static JsonNode forwarder(SynthesisedTemplate template) {
        return template.properties("AWS::Lambda::Function").stream()
                .filter(function -> function.path("FunctionName").asText().equals("openemr-mail-forwarder"))
                .findFirst()
                .orElseThrow();
    }
}
