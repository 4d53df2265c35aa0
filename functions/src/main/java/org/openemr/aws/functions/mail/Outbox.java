package org.openemr.aws.functions.mail;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.SesV2Exception;

/** Sends through Amazon SES to the forwarding address and to nobody else, whatever the message's headers say. */
final class Outbox {

    /** Amazon SES takes 40 MB, see <a href="https://docs.aws.amazon.com/ses/latest/dg/quotas.html">quotas</a>. */
    static final int LARGEST_MESSAGE = 40_000_000;

    /** What SES answers to a message that it does not like, such as one with a program attached. */
    private static final List<String> REJECTED = List.of("MessageRejected", "BadRequestException");

    private static final int ENTITY_TOO_LARGE = 413;
    private static final int FIRST_SERVER_ERROR = 500;

    private final SesV2Client ses;
    private final MailRoute route;
    private final String identityArn;

    Outbox(SesV2Client ses, MailRoute route, String identityArn) {
        this.ses = ses;
        this.route = route;
        this.identityArn = identityArn;
    }

    /**
     * Sends a message; false when it is larger than SES takes.
     *
     * @throws RefusedException when SES certainly did not take it
     */
    boolean send(byte[] message) {
        if (message.length > LARGEST_MESSAGE) {
            return false;
        }
        try {
            sendShort(message);
            return true;
        } catch (RefusedException e) {
            if (e.isTooLarge()) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Sends a message that is small.
     *
     * @throws RefusedException when SES certainly did not take it
     */
    void sendShort(byte[] message) {
        try {
            ses.sendEmail(send -> send.fromEmailAddress(route.address())
                    .fromEmailAddressIdentityArn(identityArn)
                    .destination(destination -> destination.toAddresses(route.forwardTo()))
                    .content(content -> content.raw(raw -> raw.data(SdkBytes.fromByteArrayUnsafe(message)))));
        } catch (SesV2Exception e) {
            if (e.statusCode() < FIRST_SERVER_ERROR || e.isThrottlingException()) {
                throw RefusedException.of(code(e), isTooLarge(e), REJECTED.contains(code(e)));
            }
            throw e;
        } catch (SdkClientException e) {
            if (e.getCause() instanceof ConnectException || e.getCause() instanceof UnknownHostException) {
                throw RefusedException.unreachable();
            }
            throw e;
        }
    }

    /** The error's code: its text can name addresses. */
    private static String code(SesV2Exception e) {
        return e.awsErrorDetails() == null
                ? "status " + e.statusCode()
                : e.awsErrorDetails().errorCode();
    }

    private static boolean isTooLarge(SesV2Exception e) {
        return e.statusCode() == ENTITY_TOO_LARGE
                || String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("length");
    }
}
