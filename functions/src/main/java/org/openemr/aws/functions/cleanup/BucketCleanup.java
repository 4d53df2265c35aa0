package org.openemr.aws.functions.cleanup;

import java.util.Map;
import org.openemr.aws.functions.EventLog;
import software.amazon.awssdk.services.s3.S3Client;

/** Empties a bucket that is about to be deleted, so that it stays empty. */
final class BucketCleanup {

    private final Writers writers;
    private final BucketContents contents;
    private final EventLog log;

    BucketCleanup(S3Client s3, EventLog log) {
        this.writers = new Writers(s3);
        this.contents = new BucketContents(s3);
        this.log = log;
    }

    /**
     * Stops who writes into the bucket, and deletes everything in it.
     *
     * @param stackId the stack whose bucket it is, which tells the partition
     */
    void empty(String bucket, String stackId) {
        try {
            writers.stop(bucket, stackId.split(":", -1)[1]);
        } catch (RuntimeException e) {
            // Without it the bucket is emptied all the same: it may just not stay so.
            log.warn("writers-not-stopped", Map.of("bucket", bucket, "error", String.valueOf(e.getMessage())));
        }
        contents.empty(bucket);
    }
}
