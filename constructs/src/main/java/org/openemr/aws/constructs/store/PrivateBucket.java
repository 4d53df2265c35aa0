package org.openemr.aws.constructs.store;

import java.util.List;
import java.util.Map;
import org.openemr.aws.constructs.compliance.Accepted;
import org.openemr.aws.constructs.stack.RemovalPolicies;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.StorageClass;
import software.amazon.awscdk.services.s3.Transition;
import software.constructs.Construct;

/** The base of every bucket of this project: private, versioned, TLS only, removed or kept as the deployment says. */
public final class PrivateBucket {

    /** How long records are kept that somebody may have to show. */
    public static final Duration SEVEN_YEARS = Duration.days(2555);

    private static final Duration RECENT = Duration.days(90);
    private static final Duration BROKEN_UPLOADS = Duration.days(7);

    private PrivateBucket() {}

    /** A bucket to which encryption and lifecycle are still to be added. */
    public static Bucket.Builder builder(Construct scope, String id, Deployment deployment) {
        return Bucket.Builder.create(scope, id)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .enforceSsl(true)
                .minimumTlsVersion(1.2)
                .versioned(true)
                .removalPolicy(RemovalPolicies.ofStores(deployment));
    }

    /** The same, encrypted with a key. */
    public static Bucket.Builder builder(Construct scope, String id, Deployment deployment, IKey key) {
        return builder(scope, id, deployment)
                .encryption(BucketEncryption.KMS)
                .encryptionKey(key)
                .bucketKeyEnabled(true);
    }

    /** Notes that the access log bucket, which is SecurityStack's, admits the logs of every bucket by its own policy. */
    public static <B extends Bucket> B logged(B bucket) {
        Annotations.of(bucket).acknowledgeWarning("@aws-cdk/aws-s3:accessLogsPolicyNotAdded");
        return bucket;
    }

    /** The lifecycle of logs: current versions expire, older versions and broken uploads go soon after. */
    public static List<LifecycleRule> expireAfter(Duration age) {
        return List.of(LifecycleRule.builder()
                .id("ExpireAfter" + age.toDays().intValue() + "Days")
                .expiration(age)
                .noncurrentVersionExpiration(Duration.days(30))
                .abortIncompleteMultipartUploadAfter(BROKEN_UPLOADS)
                .build());
    }

    /**
     * The lifecycle of an archive: 7 years, of which all but 90 days in a cheaper storage class.
     *
     * @param id what the rule is called
     * @param cheaper that class
     * @param noncurrent how long older versions are kept
     */
    public static List<LifecycleRule> keepSevenYears(String id, StorageClass cheaper, Duration noncurrent) {
        return List.of(LifecycleRule.builder()
                .id(id)
                .transitions(List.of(Transition.builder()
                        .storageClass(cheaper)
                        .transitionAfter(RECENT)
                        .build()))
                .expiration(SEVEN_YEARS)
                .noncurrentVersionExpiration(noncurrent)
                .abortIncompleteMultipartUploadAfter(BROKEN_UPLOADS)
                .build());
    }

    /** Accepts that nothing logs the accesses to an access log bucket. */
    public static void acceptMissingLogsOfLogs(Bucket bucket) {
        var ownLogs = "It receives access logs; logging its own access would write a log entry for every log entry.";
        Accepted.finding(bucket, "AwsSolutions-S1", ownLogs);
        Accepted.rule(bucket, "S3BucketLoggingEnabled", ownLogs);
    }

    /** Accepts what an access log bucket cannot have: a customer-managed key, and a copy elsewhere. */
    public static void acceptAsAccessLogBucket(Bucket bucket) {
        Accepted.rule(
                bucket,
                "S3DefaultEncryptionKMS",
                "The services that deliver access logs write to buckets with SSE-S3 only.");
        acceptMissingReplication(bucket, "Access logs assist an investigation and are no record of their own.");
    }

    /** Accepts that a bucket has no copy in another bucket, for the given reason. */
    public static void acceptMissingReplication(Bucket bucket, String reason) {
        Accepted.rule(bucket, "S3BucketReplicationEnabled", reason);
    }

    /**
     * Leaves a service that the CDK lets write into the bucket only what it does for one source.
     *
     * @param sid what the statement is called
     * @param service the service's name, for example {@code cloudtrail}
     * @param source the condition key of the source, with its value
     */
    public static void denyOtherSources(Bucket bucket, String sid, String service, Map<String, String> source) {
        bucket.addToResourcePolicy(PolicyStatement.Builder.create()
                .sid(sid)
                .effect(Effect.DENY)
                .principals(List.of(new ServicePrincipal(service + ".amazonaws.com")))
                .actions(List.of("s3:PutObject", "s3:GetBucketAcl"))
                .resources(List.of(bucket.getBucketArn(), bucket.arnForObjects("*")))
                .conditions(Map.of("StringNotEquals", source))
                .build());
    }
}
