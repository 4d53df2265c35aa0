package org.openemr.aws.functions.mail;

import java.util.Optional;
import java.util.stream.Stream;

/** Whether a message is forwarded, or why it stays stored only. */
enum Disposition {
    FORWARD("forwarded"),
    VIRUS("the virus check failed"),
    SPAM("the spam check failed"),
    BOUNCE("its return path is empty"),
    AUTOMATIC("it is an automatic answer"),
    LOOP("it goes in circles"),
    FAILED("forwarding it failed");

    /** Mail servers give up at 25 to 100; a message that was received so often goes in circles. */
    private static final int MOST_SERVERS = 30;

    /** What Auto-Submitted says of automatic answers (RFC 3834, section 5); an appointment that a program sends is no answer. */
    private static final String REPLIED = "auto-replied";

    private static final String BY_HAND = "no";

    private static final String FAIL = "FAIL";

    private final String reason;

    Disposition(String reason) {
        this.reason = reason;
    }

    /** Why, in words that name nobody. */
    String reason() {
        return reason;
    }

    /** The one of a name. */
    static Optional<Disposition> named(String name) {
        return Stream.of(values()).filter(each -> each.name().equals(name)).findFirst();
    }

    static Disposition of(Delivery delivery, ReceivedMail mail, MailRoute route) {
        if (FAIL.equals(delivery.virus())) {
            return VIRUS;
        }
        if (FAIL.equals(delivery.spam())) {
            return SPAM;
        }
        if (isEmptyPath(delivery.returnPath().orElse("unknown"))
                || isEmptyPath(mail.header("Return-Path").orElse("unknown"))) {
            return BOUNCE;
        }
        if (mail.submission().equals(REPLIED)) {
            return AUTOMATIC;
        }
        var returns = !mail.submission().equals(BY_HAND) && mail.isFrom(route.forwardTo());
        var circles = mail.hasHeader(ForwardedMail.MARK)
                || mail.headerCount("Received") > MOST_SERVERS
                || mail.goesInCircles(route);
        return circles || returns ? LOOP : FORWARD;
    }

    /** A missing return path says nothing; an empty one is that of a bounce (RFC 5321, section 4.5.5). */
    private static boolean isEmptyPath(String path) {
        var bare = path.strip();
        return bare.isEmpty() || bare.replaceAll("\\s", "").equals("<>");
    }
}
