package org.openemr.aws.dns;

import org.openemr.aws.constructs.store.PrivateBucket;
import org.openemr.aws.constructs.store.RotatedKey;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.s3.StorageClass;
import software.constructs.Construct;

/** The bucket of received mail with a key of its own: 7 years, of which all but 90 days in a cheaper storage class. */
final class MailBucket extends Construct {

    private final Key key;
    private final Bucket bucket;

    MailBucket(Construct scope, Deployment deployment, IBucket accessLogs) {
        super(scope, "MailBucket");
        key = RotatedKey.create(this, "Key", deployment, "mail", "Received mail");
        bucket = PrivateBucket.builder(this, "Bucket", deployment, key)
                .serverAccessLogsBucket(accessLogs)
                .serverAccessLogsPrefix("mail-access/")
                .lifecycleRules(PrivateBucket.keepSevenYears(
                        "Keep7Years", StorageClass.GLACIER_INSTANT_RETRIEVAL, Duration.days(30)))
                .build();
        PrivateBucket.logged(bucket);
        PrivateBucket.acceptMissingReplication(
                bucket, "S3 keeps each message in three zones; with a forwarding address the mailbox has it too.");
    }

    Key key() {
        return key;
    }

    Bucket bucket() {
        return bucket;
    }
}
