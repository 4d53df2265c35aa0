package org.openemr.aws.functions.mail;

import jakarta.mail.MessagingException;

/**
 * Word of a message that is larger than mail can carry, with the place where it is stored.
 *
 * @param location for example {@code s3://bucket/received/id}
 */
record Announcement(ReceivedMail mail, MailRoute route, String location) {

    byte[] bytes() {
        try {
            var message = OutgoingMail.about(mail, route);
            OutgoingMail.setText(message, """
                    %s sent a message of %d bytes to %s. That is more than can be forwarded.
                    It is stored as %s (%s)
                    """.formatted(
                            mail.sender(), mail.bytes().length, route.address(), location, route.mark()));
            return OutgoingMail.bytes(message);
        } catch (MessagingException e) {
            throw new IllegalStateException("The announcement cannot be composed", e);
        }
    }
}
