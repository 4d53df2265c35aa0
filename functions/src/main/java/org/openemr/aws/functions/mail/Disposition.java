package org.openemr.aws.functions.mail;

import java.util.Locale;

/** Whether a message is forwarded, or why it stays stored only. */
enum Disposition {
    FORWARD("forwarded"),
    VIRUS("the virus check failed"),
    SPAM("the spam check failed"),
    BOUNCE("its return path is empty"),
    AUTOMATIC("it was sent automatically"),
    LOOP("it was forwarded before, or went through too many servers");

    /** Mail servers give up at 25 to 100; a message that was received so often goes in circles. */
    private static final int MOST_SERVERS = 30;

    private static final String FAILED = "FAIL";

    private final String reason;

    Disposition(String reason) {
        this.reason = reason;
    }

    /** Why, in words that name nobody. */
    String reason() {
        return reason;
    }

    static Disposition of(Delivery delivery, ReceivedMail mail, MailRoute route) {
        if (FAILED.equals(delivery.virus())) {
            return VIRUS;
        }
        if (FAILED.equals(delivery.spam())) {
            return SPAM;
        }
        if (isEmptyPath(delivery.returnPath().orElse("unknown"))
                || isEmptyPath(mail.header("Return-Path").orElse("unknown"))) {
            return BOUNCE;
        }
        if (mail.header("Auto-Submitted")
                .filter(value -> !value.toLowerCase(Locale.ROOT).startsWith("no"))
                .isPresent()) {
            return AUTOMATIC;
        }
        if (mail.hasHeader(ForwardedMail.MARK) || mail.headerCount("Received") > MOST_SERVERS) {
            return LOOP;
        }
        return FORWARD;
    }

    /** A missing return path says nothing; an empty one is that of a bounce (RFC 5321, section 4.5.5). */
    private static boolean isEmptyPath(String path) {
        var bare = path.strip();
        return bare.isEmpty() || bare.replaceAll("\\s", "").equals("<>");
    }
}
