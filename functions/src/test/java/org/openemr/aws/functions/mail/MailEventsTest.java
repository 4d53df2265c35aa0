package org.openemr.aws.functions.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openemr.aws.functions.EventLog;

class MailEventsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "Delivery | \"delivery\": {\"smtpResponse\": \"250 2.0.0 OK for <jane@patient.example>\"} | 250 2.0.0 OK for <(address)>",
                "Bounce | \"bounce\": {\"bounceType\": \"Permanent\", \"bounceSubType\": \"General\", \"bouncedRecipients\": [{\"emailAddress\": \"jane@patient.example\", \"diagnosticCode\": \"550 no jane@patient.example\"}]} | Permanent General: 550 no (address)",
                "Bounce | \"bounce\": {\"bounceType\": \"Transient\", \"bounceSubType\": \"MailboxFull\", \"bouncedRecipients\": []} | Transient MailboxFull",
                "Bounce | \"bounce\": {\"bounceType\": \"Permanent\", \"bounceSubType\": \"General\", \"bouncedRecipients\": [{\"diagnosticCode\": \"550 jane: user unknown\"}]} | Permanent General: 550 (address): user unknown",
                "Complaint | \"complaint\": {\"complaintFeedbackType\": \"abuse\"} | abuse",
                "Reject | \"reject\": {\"reason\": \"Bad content\"} | Bad content",
                "DeliveryDelay | \"deliveryDelay\": {\"delayType\": \"MailboxFull\"} | MailboxFull",
                "Send | \"send\": {} | ``"
            })
    void logsWhatBecameOfAMessageWithoutAddresses(String type, String part, String what) throws IOException {
        var event =
                "{\"detail\": {\"eventType\": \"%s\", \"mail\": {\"messageId\": \"0100-a\", \"destination\": [\"jane@patient.example\"]}, %s}}"
                        .formatted(type, part);
        var out = new ByteArrayOutputStream();

        new MailEvents(new EventLog(new PrintStream(out, true, StandardCharsets.UTF_8)))
                .handleRequest(JSON.std.mapFrom(event), null);

        var line = JSON.std.mapFrom(out.toString(StandardCharsets.UTF_8));
        assertThat(line)
                .containsEntry("event", "mail-event")
                .containsEntry("messageId", "0100-a")
                .containsEntry("type", type)
                .containsEntry("what", what);
        assertThat(line.toString()).doesNotContain("jane");
    }
}
