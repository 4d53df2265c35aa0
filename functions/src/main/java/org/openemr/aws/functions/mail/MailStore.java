package org.openemr.aws.functions.mail;

import java.util.Map;
import org.openemr.aws.functions.NamedValues;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The bucket with the received messages, and beside each that was forwarded a mark. Marks are written on the condition that
 * there is none yet, so that of several attempts one goes on, see <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">conditional writes</a>.
 */
final class MailStore {

    private static final int PRECONDITION_FAILED = 412;
    private static final int CONFLICT = 409;
    private static final String BEGUN = "begun";
    private static final String SENT = "sent";

    private final S3Client s3;
    private final String bucket;
    private final String received;
    private final String handled;

    /**
     * A store.
     *
     * @param environment {@code MAIL_BUCKET}, {@code RECEIVED_PREFIX} and {@code HANDLED_PREFIX}
     */
    MailStore(S3Client s3, Map<String, String> environment) {
        this.s3 = s3;
        var variables = NamedValues.ofEnvironment(environment);
        this.bucket = variables.text("MAIL_BUCKET");
        this.received = variables.text("RECEIVED_PREFIX");
        this.handled = variables.text("HANDLED_PREFIX");
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
        try {
            s3.putObject(
                    put -> put.bucket(bucket).key(handled + messageId).ifNoneMatch("*"), RequestBody.fromString(BEGUN));
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == CONFLICT) {
                return false;
            }
            throw e;
        }
    }

    boolean isSent(String messageId) {
        return s3.getObjectAsBytes(get -> get.bucket(bucket).key(handled + messageId))
                .asUtf8String()
                .equals(SENT);
    }

    void markSent(String messageId) {
        s3.putObject(put -> put.bucket(bucket).key(handled + messageId), RequestBody.fromString(SENT));
    }

    /** Gives a message back, for the next attempt: it was certainly not sent. */
    void release(String messageId) {
        s3.deleteObject(delete -> delete.bucket(bucket).key(handled + messageId));
    }
}
