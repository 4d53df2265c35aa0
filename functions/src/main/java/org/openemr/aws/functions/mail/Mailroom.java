package org.openemr.aws.functions.mail;

import java.util.Map;
import org.openemr.aws.functions.NamedValues;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/**
 * What handles received mail: where it goes, where it is, and what sends.
 *
 * @param route from where to where
 * @param store the received messages, with their marks and notes
 * @param outbox sends to the forwarding address
 */
record Mailroom(MailRoute route, MailStore store, Outbox outbox) {

    /**
     * One with clients of AWS.
     *
     * @param environment {@code MAIL_ADDRESS}, {@code FORWARD_TO}, {@code IDENTITY_ARN}, and what {@link MailStore} needs
     */
    static Mailroom of(S3Client s3, SesV2Client ses, Map<String, String> environment) {
        var variables = NamedValues.ofEnvironment(environment);
        var route = new MailRoute(variables.text("MAIL_ADDRESS"), variables.text("FORWARD_TO"));
        return new Mailroom(
                route, new MailStore(s3, environment), new Outbox(ses, route, variables.text("IDENTITY_ARN")));
    }
}
