package org.openemr.aws.functions.mail;

import jakarta.mail.MessagingException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A message about mail that was not forwarded.
 *
 * @param location where a message is stored, by its id
 */
record Digest(List<UnforwardedMail> mails, MailRoute route, UnaryOperator<String> location) {

    /** What a person reads through; the count is of all. */
    private static final int MOST_LISTED = 200;

    byte[] bytes() {
        try {
            var message = OutgoingMail.along(route);
            message.setSubject("Mail that was not forwarded: " + mails.size());
            OutgoingMail.setText(message, text());
            return OutgoingMail.bytes(message);
        } catch (MessagingException e) {
            throw new IllegalStateException("The digest cannot be composed", e);
        }
    }

    private String text() {
        var text = new StringBuilder("Messages to %s that were stored and not forwarded: %d (%s)\n"
                .formatted(route.address(), mails.size(), route.mark()));
        byReason().forEach((reason, ofReason) -> {
            text.append("\n")
                    .append(reason.reason())
                    .append(": ")
                    .append(ofReason.size())
                    .append("\n");
            byDomain(ofReason).forEach((domain, count) -> text.append("  %s: %d\n".formatted(domain, count)));
        });
        text.append("\nWhere they are, with the time (UTC):\n");
        mails.stream()
                .limit(MOST_LISTED)
                .forEach(mail -> text.append("  %s %s %s\n"
                        .formatted(
                                location.apply(mail.messageId()),
                                mail.noted().truncatedTo(ChronoUnit.SECONDS),
                                mail.reason().reason())));
        if (mails.size() > MOST_LISTED) {
            text.append("  and %d more\n".formatted(mails.size() - MOST_LISTED));
        }
        return text.toString();
    }

    private Map<Disposition, List<UnforwardedMail>> byReason() {
        return mails.stream()
                .collect(Collectors.groupingBy(UnforwardedMail::reason, TreeMap::new, Collectors.toList()));
    }

    private static Map<String, Long> byDomain(List<UnforwardedMail> ofReason) {
        return ofReason.stream()
                .collect(Collectors.groupingBy(UnforwardedMail::domain, TreeMap::new, Collectors.counting()));
    }
}
