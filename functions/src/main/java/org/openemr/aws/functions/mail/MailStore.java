package org.openemr.aws.functions.mail;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.openemr.aws.functions.NamedValues;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The bucket with the received messages, beside each that was forwarded a mark, and for each that was not a note until somebody was
 * told. Marks are written on the condition that
 * there is none yet, so that of several attempts one goes on, see <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">conditional writes</a>.
 */
final class MailStore {

    private static final int PRECONDITION_FAILED = 412;
    private static final int CONFLICT = 409;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int MOST_OF_A_DELETION = 1000;
    private static final String BEGUN = "begun";
    private static final String SENT = "sent";

    private final S3Client s3;
    private final String bucket;
    private final String received;
    private final String handled;
    private final String untold;

    /**
     * A store.
     *
     * @param environment {@code MAIL_BUCKET}, {@code RECEIVED_PREFIX}, {@code HANDLED_PREFIX} and {@code UNTOLD_PREFIX}
     */
    MailStore(S3Client s3, Map<String, String> environment) {
        this.s3 = s3;
        var variables = NamedValues.ofEnvironment(environment);
        this.bucket = variables.text("MAIL_BUCKET");
        this.received = variables.text("RECEIVED_PREFIX");
        this.handled = variables.text("HANDLED_PREFIX");
        this.untold = variables.text("UNTOLD_PREFIX");
    }

    /** Where a message is stored, for people. */
    String location(String messageId) {
        return "s3://" + bucket + "/" + received + messageId;
    }

    byte[] read(String messageId) {
        return s3.getObjectAsBytes(get -> get.bucket(bucket).key(received + messageId))
                .asByteArrayUnsafe();
    }

    /** Takes a message for this attempt; false when another attempt has taken it before. */
    boolean claim(String messageId) {
        var mark = BEGUN + " " + UUID.randomUUID();
        try {
            s3.putObject(
                    put -> put.bucket(bucket).key(handled + messageId).ifNoneMatch("*"), RequestBody.fromString(mark));
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == PRECONDITION_FAILED) {
                // The mark may be our own, when the answer to it got lost and the client asked again.
                return mark.equals(mark(messageId));
            }
            if (e.statusCode() == CONFLICT) {
                return false;
            }
            throw e;
        }
    }

    private String mark(String messageId) {
        return s3.getObjectAsBytes(get -> get.bucket(bucket).key(handled + messageId))
                .asUtf8String();
    }

    /** Whether the mark says so; S3 forbids to read a mark that is not there to whoever may not list all of the bucket. */
    boolean isSent(String messageId) {
        try {
            return mark(messageId).equals(SENT);
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND || e.statusCode() == FORBIDDEN) {
                return false;
            }
            throw e;
        }
    }

    void markSent(String messageId) {
        s3.putObject(put -> put.bucket(bucket).key(handled + messageId), RequestBody.fromString(SENT));
    }

    /** Gives a message back, for the next attempt: it was certainly not sent. */
    void release(String messageId) {
        s3.deleteObject(delete -> delete.bucket(bucket).key(handled + messageId));
    }

    /** Notes that a message was not forwarded; once more is no harm. */
    void note(UnforwardedMail mail) {
        s3.putObject(put -> put.bucket(bucket).key(untold + mail.key()), RequestBody.empty());
    }

    /** The notes that nobody was told of, at most so many; what is no note of ours is left alone. */
    List<UnforwardedMail> notes(int most) {
        return s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(untold)).contents().stream()
                .flatMap(
                        note -> UnforwardedMail.of(note.key().substring(untold.length()), note.lastModified()).stream())
                .limit(most)
                .toList();
    }

    /** Takes notes away: of them somebody was told. */
    void forget(List<UnforwardedMail> told) {
        for (var begin = 0; begin < told.size(); begin += MOST_OF_A_DELETION) {
            var keys = told.subList(begin, Math.min(begin + MOST_OF_A_DELETION, told.size())).stream()
                    .map(mail ->
                            ObjectIdentifier.builder().key(untold + mail.key()).build())
                    .toList();
            var answer = s3.deleteObjects(delete -> delete.bucket(bucket).delete(objects -> objects.objects(keys)));
            if (answer.hasErrors()) {
                throw new IllegalStateException("%d notes below %s cannot be deleted: %s"
                        .formatted(
                                answer.errors().size(),
                                untold,
                                answer.errors().get(0).code()));
            }
        }
    }
}
