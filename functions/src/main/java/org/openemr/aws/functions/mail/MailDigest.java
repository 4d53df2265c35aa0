package org.openemr.aws.functions.mail;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;
import java.util.stream.Stream;
import org.openemr.aws.functions.EventLog;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/**
 * Tells the forwarding address once a day of mail that was stored and not forwarded: how much, from which domains, why, and where it
 * lies; nothing of what is in it. Notes are taken away when the message went out: what fails in between is told twice, never not at
 * all.
 */
public final class MailDigest implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    /** What one run tells of; the rest is told by the next one. */
    private static final int MOST_NOTES = 100_000;

    /** At so many failed messages is looked whether they went out later. */
    private static final int MOST_LOOKS = 2000;

    private final MailStore store;
    private final Outbox outbox;
    private final MailRoute route;
    private final EventLog log;

    /** The constructor that Lambda calls: clients for the function's own region and role. */
    public MailDigest() {
        this(
                S3Client.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                SesV2Client.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                System.getenv(),
                new EventLog());
    }

    /**
     * For tests: given clients.
     *
     * @param environment what {@link Mailroom} needs
     */
    MailDigest(S3Client s3, SesV2Client ses, Map<String, String> environment, EventLog log) {
        var mailroom = Mailroom.of(s3, ses, environment);
        this.route = mailroom.route();
        this.store = mailroom.store();
        this.outbox = mailroom.outbox();
        this.log = log;
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        var notes = store.notes(MOST_NOTES);
        var failed = notes.stream()
                .filter(mail -> mail.reason() == Disposition.FAILED)
                .limit(MOST_LOOKS)
                .toList();
        var looked = Stream.concat(notes.stream().filter(mail -> mail.reason() != Disposition.FAILED), failed.stream())
                .toList();
        var untold = looked.stream().filter(this::isStillUnforwarded).toList();
        if (!untold.isEmpty()) {
            outbox.sendShort(new Digest(untold, route, store::location).bytes());
        }
        store.forget(looked);
        log.info("mail-digest", Map.of("told", untold.size(), "forwardedSince", looked.size() - untold.size()));
        return Map.of();
    }

    /** A message whose forwarding failed may have gone out with a later attempt. */
    private boolean isStillUnforwarded(UnforwardedMail mail) {
        return mail.reason() != Disposition.FAILED || !store.isSent(mail.messageId());
    }
}
