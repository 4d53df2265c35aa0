package org.openemr.aws.functions.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;

/** A part that holds parts and whose headers stay as they are set. */
final class WrittenMultipart extends MimeBodyPart {

    WrittenMultipart(MimeMultipart parts) throws MessagingException {
        setContent(parts);
    }

    @Override
    protected void updateHeaders() {
        // They are what they are; the parts inside look after theirs in the same way.
    }
}
