package org.openemr.aws.functions.mail;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.NamedValues;

/**
 * Writes what became of sent mail into its log: the id of the message, what happened and what the other side said, without
 * addresses. See <a href="https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html">contents of
 * events</a>.
 */
public final class MailEvents implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    /** What the log calls an event; the operator looks for it. */
    static final String EVENT = "mail-event";

    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>@]+@[^\\s<>@]+");
    /** Shorter ones are in any text. */
    private static final int SHORTEST_NAME = 3;

    private static final int LONGEST_ANSWER = 500;

    private final EventLog log;

    /** The constructor that Lambda calls. */
    public MailEvents() {
        this(new EventLog());
    }

    /** For tests: a given log. */
    MailEvents(EventLog log) {
        this.log = log;
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        var detail = NamedValues.ofEvent(NamedValues.ofEvent(event).object("detail"));
        var type = detail.text("eventType");
        var details = new TreeMap<String, Object>();
        details.put("messageId", NamedValues.ofEvent(detail.object("mail")).text("messageId"));
        details.put("type", type);
        details.put("what", withoutAddresses(what(type, detail), detail.object("mail")));
        log.info(EVENT, details);
        return Map.of();
    }

    private static String what(String type, NamedValues detail) {
        return switch (type) {
            case "Delivery" -> text(detail.object("delivery"), "smtpResponse");
            case "Bounce" -> bounce(detail.object("bounce"));
            case "Complaint" -> text(detail.object("complaint"), "complaintFeedbackType");
            case "Reject" -> text(detail.object("reject"), "reason");
            case "DeliveryDelay" -> text(detail.object("deliveryDelay"), "delayType");
            default -> "";
        };
    }

    private static String bounce(Map<String, Object> bounce) {
        var recipients = NamedValues.ofEvent(bounce).objects("bouncedRecipients");
        var diagnosis = recipients.isEmpty() ? "" : ": " + text(recipients.get(0), "diagnosticCode");
        return text(bounce, "bounceType") + " " + text(bounce, "bounceSubType") + diagnosis;
    }

    private static String text(Map<String, Object> values, String name) {
        return String.valueOf(values.getOrDefault(name, ""));
    }

    /** Some servers answer with the part before the at sign alone. */
    private static String withoutAddresses(String text, Map<String, Object> mail) {
        var masked = ADDRESS.matcher(HeaderText.oneLine(text)).replaceAll("(address)");
        if (mail.get("destination") instanceof List<?> recipients) {
            for (var recipient : recipients) {
                var user = String.valueOf(recipient).split("@", 2)[0];
                masked = user.length() < SHORTEST_NAME ? masked : masked.replace(user, "(address)");
            }
        }
        return masked.substring(0, Math.min(masked.length(), LONGEST_ANSWER));
    }
}
