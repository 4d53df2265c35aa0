package org.openemr.aws.functions.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import java.util.List;
import java.util.Locale;

/**
 * A received message as it is forwarded: a new message whose first part says who wrote the received one, and whose second
 * part is the content of the received one as it was, whatever its structure. Where there is any doubt what the received one holds, it
 * goes along whole as a third.
 */
final class ForwardedMail {

    /** Marks what this function sent, so that it never forwards it again. */
    static final String MARK = "X-OpenEMR-Forwarded";

    /** Amazon SES takes 500 parts, see <a href="https://docs.aws.amazon.com/ses/latest/dg/quotas.html">quotas</a>. */
    private static final int MOST_PARTS = 450;

    /** The name of the message as it came, where it goes along whole. */
    static final String WHOLE = "original-message.eml";

    static final String TOO_MANY_PARTS = "more parts than Amazon SES takes";

    private final ReceivedMail mail;
    private final MailRoute route;
    private final Doubts doubts = new Doubts();
    private final boolean isSplitTooOften;

    ForwardedMail(ReceivedMail mail, MailRoute route) {
        this.mail = mail;
        this.route = route;
        this.isSplitTooOften = delimiters(mail) > MOST_PARTS;
    }

    /**
     * The message as it goes to Amazon SES: 7 bits, lines of at most 998 characters. Whatever went wrong in taking the received one
     * apart, it goes along whole.
     */
    byte[] bytes() {
        try {
            var composed = composed(content());
            if (TransportSafe.isSafe(composed)) {
                return composed;
            }
            doubts.add("headers that no server passes on");
        } catch (MessagingException | RuntimeException | StackOverflowError e) {
            doubts.add("content that cannot be taken apart");
        }
        return wholeOnly();
    }

    /** A message with the received one attached, and nothing of it taken apart. */
    byte[] wholeOnly() {
        try {
            return written(new MimeMultipart(introduction(), whole()));
        } catch (MessagingException e) {
            throw new IllegalStateException("The message cannot be composed", e);
        }
    }

    private byte[] composed(MimeBodyPart content) throws MessagingException {
        var parts = new MimeMultipart(introduction(), content);
        if (doubts.exist() && !isSplitTooOften) {
            parts.addBodyPart(whole());
        }
        return written(parts);
    }

    private byte[] written(MimeMultipart parts) throws MessagingException {
        var message = OutgoingMail.about(mail, route);
        message.setContent(parts);
        return OutgoingMail.bytes(message);
    }

    /** What was not understood, once the message is composed. */
    Doubts doubts() {
        return doubts;
    }

    private MimeBodyPart introduction() throws MessagingException {
        var lines = new StringBuilder(
                "Forwarded from " + route.address() + " (" + route.mark() + ").\nFrom: " + mail.sender() + "\n");
        for (var name : List.of("Date", "To", "Cc", "Reply-To")) {
            mail.text(name).ifPresent(text -> lines.append(name + ": " + text + "\n"));
        }
        if (doubts.exist()) {
            lines.append("\nNot everything in this message keeps to the rules of mail. It is attached as it came: "
                    + WHOLE + "\n");
        }
        var part = new MimeBodyPart();
        OutgoingMail.setText(part, lines + "\n");
        return part;
    }

    private MimeBodyPart content() {
        mail.nameDoubts(doubts);
        doubts.unless(!isSplitTooOften, TOO_MANY_PARTS);
        return isSplitTooOften ? whole() : SafePart.of(mail.entity(), doubts);
    }

    private MimeBodyPart whole() {
        return SafePart.attachment(mail.bytes(), WHOLE);
    }

    /** Lines that could begin a part: never less than there are parts. */
    private static int delimiters(ReceivedMail mail) {
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
