package org.openemr.aws.contracts;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.constructs.Construct;

/** The base of every bucket of this project: private, versioned, TLS only, removed or kept as the deployment says. */
public final class PrivateBucket {

    private PrivateBucket() {}

    /** A bucket to which encryption and lifecycle are still to be added. */
    public static Bucket.Builder builder(Construct scope, String id, Deployment deployment) {
        return Bucket.Builder.create(scope, id)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .enforceSsl(true)
                .minimumTlsVersion(1.2)
                .versioned(true)
                .removalPolicy(deployment.storePolicy())
                .autoDeleteObjects(!deployment.dataOnDestroy().protectsFromDeletion());
    }

    /** The lifecycle of logs: current versions expire, older versions and broken uploads go soon after. */
    public static List<LifecycleRule> expireAfter(Duration age) {
        return List.of(LifecycleRule.builder()
                .id("ExpireAfter" + age.toDays().intValue() + "Days")
                .expiration(age)
                .noncurrentVersionExpiration(Duration.days(30))
                .abortIncompleteMultipartUploadAfter(Duration.days(7))
                .build());
    }

    /** Accepts what an access log bucket cannot have: logs of itself, a customer-managed key, and a copy elsewhere. */
    public static void acceptAsAccessLogBucket(Bucket bucket) {
        var ownLogs = "It receives access logs; logging its own access would write a log entry for every log entry.";
        Accepted.finding(bucket, "AwsSolutions-S1", ownLogs);
        Accepted.finding(bucket, "HIPAA.Security-S3BucketLoggingEnabled", ownLogs);
        Accepted.finding(
                bucket,
                "HIPAA.Security-S3DefaultEncryptionKMS",
                "The services that deliver access logs write to buckets with SSE-S3 only.");
        acceptMissingReplication(bucket, "Access logs assist an investigation and are no record of their own.");
    }

    /** Accepts that a bucket has no copy in another bucket, for the given reason. */
    public static void acceptMissingReplication(Bucket bucket, String reason) {
        Accepted.finding(bucket, "HIPAA.Security-S3BucketReplicationEnabled", reason);
    }
}
