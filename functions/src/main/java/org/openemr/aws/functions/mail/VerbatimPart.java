package org.openemr.aws.functions.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;

/** A part that is written as it was given: nothing looks into its content, which may be broken in any way. */
final class VerbatimPart extends MimeBodyPart {

    VerbatimPart(InternetHeaders headers, byte[] content) throws MessagingException {
        super(headers, content);
    }

    @Override
    protected void updateHeaders() {
        // They are what they are.
    }
}
