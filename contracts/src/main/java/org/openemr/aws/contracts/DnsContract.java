package org.openemr.aws.contracts;

/** What DnsStack publishes. */
public final class DnsContract {

    /** The declarations below. */
    public static final Contract CONTRACT = new Contract(Layer.DNS);

    public static final Output SITE_HOST_NAME = CONTRACT.output("site-host-name", "Name of the site");
    public static final Output CERTIFICATE_ARN = CONTRACT.output("certificate-arn", "Certificate of the domain");

    // Published with mail.
    public static final Output SMTP_HOST = CONTRACT.optional("smtp-host", "Host of the SMTP interface of Amazon SES");
    public static final Output SMTP_USER_SECRET_ARN =
            CONTRACT.optional("smtp-user-secret-arn", "Secret of the SMTP user");
    public static final Output MAIL_SENDER = CONTRACT.optional("mail-sender", "Address that notifications come from");
    public static final Output MAIL_RETURN_ADDRESS =
            CONTRACT.optional("mail-return-address", "Address that people may answer to");

    private DnsContract() {}
}
