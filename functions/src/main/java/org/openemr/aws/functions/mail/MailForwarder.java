package org.openemr.aws.functions.mail;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.NamedValues;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/**
 * Forwards mail that Amazon SES received and stored. A message goes out once whatever is retried; what must not be
 * forwarded (a bounce, an automatic answer, a loop, spam, a virus) stays stored only. An error ends the invocation: Lambda
 * tries again, and then puts the event into the dead-letter queue.
 */
public final class MailForwarder implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    private final MailStore store;
    private final Outbox outbox;
    private final MailRoute route;
    private final EventLog log;

    /** The constructor that Lambda calls: clients for the function's own region and role. */
    public MailForwarder() {
        this(
                S3Client.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                // A call that is repeated after an answer got lost would send the message twice.
                SesV2Client.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .overrideConfiguration(
                                configuration -> configuration.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                        .build(),
                System.getenv(),
                new EventLog());
    }

    /**
     * For tests: given clients.
     *
     * @param environment what {@link Mailroom} needs
     */
    MailForwarder(S3Client s3, SesV2Client ses, Map<String, String> environment, EventLog log) {
        var mailroom = Mailroom.of(s3, ses, environment);
        this.route = mailroom.route();
        this.store = mailroom.store();
        this.outbox = mailroom.outbox();
        this.log = log;
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        for (var each : NamedValues.ofEvent(event).objects("Records")) {
            handle(Delivery.from(NamedValues.ofEvent(each).object("ses")));
        }
        return Map.of();
    }

    private void handle(Delivery delivery) {
        var raw = store.read(delivery.messageId());
        var mail = ReceivedMail.parse(raw);
        try {
            handle(delivery, mail);
        } catch (RuntimeException | StackOverflowError e) {
            // Another attempt may succeed: whoever tells of it looks whether it did.
            store.note(UnforwardedMail.of(Disposition.FAILED, mail, delivery.messageId()));
            throw e;
        }
    }

    private void handle(Delivery delivery, ReceivedMail mail) {
        var disposition = Disposition.of(delivery, mail, route);
        if (disposition == Disposition.FORWARD) {
            forward(delivery, mail);
            return;
        }
        store.note(UnforwardedMail.of(disposition, mail, delivery.messageId()));
        log.info("mail-stored-only", details(delivery, mail.bytes().length, disposition.reason()));
    }

    private void forward(Delivery delivery, ReceivedMail mail) {
        if (!store.claim(delivery.messageId())) {
            skip(delivery, mail.bytes().length);
            return;
        }
        log.info("mail-forwarded", details(delivery, mail.bytes().length, send(delivery, mail)));
        store.markSent(delivery.messageId());
    }

    /** What was sent: the message, the received one as a file, or word of it. */
    private String send(Delivery delivery, ReceivedMail mail) {
        try {
            var message = new ForwardedMail(mail, route);
            if (isTaken(message.bytes())) {
                return message.doubts().exist()
                        ? "message, whole for " + message.doubts().reasons()
                        : "message";
            }
            // Smaller, and with no attached file of a kind that Amazon SES refuses.
            if (outbox.send(message.wholeOnly())) {
                return "message as a file";
            }
            outbox.sendShort(new Announcement(mail, route, store.location(delivery.messageId())).bytes());
            return "announcement";
        } catch (RefusedException e) {
            store.release(delivery.messageId());
            throw e;
        }
    }

    /** Whether SES took a message; not when it found it too large, or did not like what is in it. */
    private boolean isTaken(byte[] message) {
        try {
            return outbox.send(message);
        } catch (RefusedException e) {
            if (e.isOfTheMessage()) {
                return false;
            }
            throw e;
        }
    }

    /** The message was handled before. Whether one that began and did not end was sent, nobody knows: it is not repeated. */
    private void skip(Delivery delivery, int size) {
        if (!store.isSent(delivery.messageId())) {
            throw new IllegalStateException(
                    "An earlier attempt to forward the message %s did not end and may have been sent;"
                                    .formatted(delivery.messageId())
                            + " it is stored as " + store.location(delivery.messageId()));
        }
        log.info("mail-skipped", details(delivery, size, "forwarded before"));
    }

    private static Map<String, Object> details(Delivery delivery, int size, String what) {
        return Map.of("messageId", delivery.messageId(), "bytes", size, "what", what);
    }
}
