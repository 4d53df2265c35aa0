package org.openemr.aws.functions.mail;

import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Date;
import java.util.Properties;

/** A message of ours. Every header is set here: none is taken over as it was received. */
final class OutgoingMail {

    private OutgoingMail() {}

    /** Sender and recipient; subject and content are still to be set. */
    @SuppressWarnings("JavaUtilDate") // Jakarta Mail takes no other.
    static MimeMessage along(MailRoute route) throws MessagingException {
        var message = new MimeMessage(Session.getInstance(new Properties()));
        message.setFrom(new InternetAddress(route.address()));
        message.setRecipient(RecipientType.TO, new InternetAddress(route.forwardTo()));
        message.setSentDate(new Date());
        message.setHeader(ForwardedMail.MARK, route.address());
        return message;
    }

    /** Sender, recipient, subject and the addresses that answers go to; the content is still to be set. */
    static MimeMessage about(ReceivedMail mail, MailRoute route) throws MessagingException {
        var message = along(route);
        if (!mail.subject().isEmpty()) {
            message.setHeader("Subject", HeaderText.encoded("Subject", mail.subject()));
        }
        var replyTo = mail.replyTo();
        if (!replyTo.isEmpty()) {
            message.setReplyTo(replyTo.toArray(Address[]::new));
        }
        return message;
    }

    /** Makes plain text the content of a message or a part; mail ends lines with CR and LF. */
    static void setText(MimePart part, String text) throws MessagingException {
        part.setText(text.replace("\n", "\r\n"), "UTF-8");
    }

    static byte[] bytes(MimeMessage message) {
        try {
            message.saveChanges();
            var bytes = new ByteArrayOutputStream();
            message.writeTo(bytes);
            return bytes.toByteArray();
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException("The message cannot be written", e);
        }
    }
}
