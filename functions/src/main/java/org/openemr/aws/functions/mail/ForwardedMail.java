package org.openemr.aws.functions.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import java.util.Locale;

/**
 * A received message as it is forwarded: a new message whose first part says who wrote the received one, and whose second
 * part is the content of the received one as it was, whatever its structure.
 */
final class ForwardedMail {

    /** Marks what this function sent, so that it never forwards it again. */
    static final String MARK = "X-OpenEMR-Forwarded";

    /** Amazon SES takes 500 parts, see <a href="https://docs.aws.amazon.com/ses/latest/dg/quotas.html">quotas</a>. */
    private static final int MOST_PARTS = 450;

    private final ReceivedMail mail;
    private final MailRoute route;

    ForwardedMail(ReceivedMail mail, MailRoute route) {
        this.mail = mail;
        this.route = route;
    }

    /** The message as it goes to Amazon SES: 7 bits, lines of at most 998 characters. */
    byte[] bytes() {
        try {
            var message = OutgoingMail.about(mail, route);
            message.setContent(new MimeMultipart(introduction(), content()));
            return OutgoingMail.bytes(message);
        } catch (MessagingException e) {
            throw new IllegalStateException("The message cannot be composed", e);
        }
    }

    private MimeBodyPart introduction() throws MessagingException {
        var part = new MimeBodyPart();
        OutgoingMail.setText(part, """
                Forwarded from %s.
                From: %s
                Date: %s
                To: %s

                """.formatted(
                        route.address(),
                        mail.sender(),
                        HeaderText.decoded(mail.header("Date").orElse("unknown")),
                        HeaderText.decoded(mail.header("To").orElse("unknown"))));
        return part;
    }

    private MimeBodyPart content() {
        if (delimiters() > MOST_PARTS) {
            return SafePart.attachment(mail.bytes(), "original-message.eml");
        }
        return SafePart.of(mail.message());
    }

    /** Lines that could begin a part: never less than there are parts. */
    private int delimiters() {
        var type = mail.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (!type.contains("multipart") && !type.contains("message")) {
            return 0;
        }
        var bytes = mail.bytes();
        var found = 0;
        for (var position = 1; position < bytes.length - 1; position++) {
            if (bytes[position - 1] == '\n' && bytes[position] == '-' && bytes[position + 1] == '-') {
                found++;
            }
        }
        return found;
    }
}
