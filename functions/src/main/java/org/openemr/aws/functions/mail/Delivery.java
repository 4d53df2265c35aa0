package org.openemr.aws.functions.mail;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.openemr.aws.functions.NamedValues;

/**
 * What Amazon SES tells of a message that it received, see <a
 * href="https://docs.aws.amazon.com/ses/latest/dg/receiving-email-action-lambda-event.html">event structure</a>.
 *
 * @param messageId the id under which the message is stored
 * @param returnPath the sender of the envelope; empty text for a bounce; absent when the event does not say
 * @param spam the verdict of the spam check, for example PASS or FAIL
 * @param virus the verdict of the virus check
 */
record Delivery(String messageId, Optional<String> returnPath, String spam, String virus) {

    private static final Pattern MESSAGE_ID = Pattern.compile("[A-Za-z0-9._-]{1,200}");

    @SuppressWarnings("unchecked")
    static Delivery from(Map<String, Object> ses) {
        var mail = NamedValues.ofEvent(ses).object("mail");
        var receipt = (Map<String, Object>) ses.getOrDefault("receipt", Map.of());
        var messageId = String.valueOf(mail.get("messageId"));
        if (!MESSAGE_ID.matcher(messageId).matches()) {
            throw new IllegalArgumentException("The event names no message id that Amazon SES would give");
        }
        return new Delivery(
                messageId,
                Optional.ofNullable((String) mail.get("source")),
                verdict(receipt, "spamVerdict"),
                verdict(receipt, "virusVerdict"));
    }

    @SuppressWarnings("unchecked")
    private static String verdict(Map<String, Object> receipt, String name) {
        var verdict = (Map<String, Object>) receipt.getOrDefault(name, Map.of());
        return String.valueOf(verdict.getOrDefault("status", "UNKNOWN"));
    }
}
