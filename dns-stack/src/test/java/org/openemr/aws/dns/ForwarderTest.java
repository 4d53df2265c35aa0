package org.openemr.aws.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.dns.DnsTemplates.MAIL;
import static org.openemr.aws.dns.DnsTemplates.STORED_ONLY;

import org.junit.jupiter.api.Test;

class ForwarderTest {

    @Test
    void keepsWhatCannotBeForwardedAndTells() {
        var forwarder = MAIL.properties("AWS::Lambda::Function").stream()
                .filter(function -> function.path("FunctionName").asText().equals("openemr-mail-forwarder"))
                .findFirst()
                .orElseThrow();

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
}
