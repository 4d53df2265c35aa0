package org.openemr.aws.watch;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openemr.aws.constructs.store.PrivateBucket;
import org.openemr.aws.constructs.store.RotatedKey;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.s3.StorageClass;
import software.constructs.Construct;

/**
 * Where AWS Config delivers what it records: 7 years, in Glacier after 90 days. It stays when the stack goes, with its policy and key, because the
 * recorder stays and goes on delivering; with {@code data_on_destroy=delete} there is none. For the policies see <a
 * href="https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html">permissions for the bucket</a> and <a
 * href="https://docs.aws.amazon.com/config/latest/developerguide/s3-kms-key-policy.html">for the key</a>.
 */
final class ConfigurationRecords extends Construct {

    private static final Duration NONCURRENT = Duration.days(365);

    private final Key key;
    private final Bucket bucket;

    ConfigurationRecords(Construct scope, Deployment deployment, IBucket accessLogs) {
        super(scope, "ConfigurationRecords");
        key = RotatedKey.create(this, "Key", deployment, "configuration-records", "Records of AWS Config");
        key.applyRemovalPolicy(RemovalPolicy.RETAIN);
        bucket = PrivateBucket.builder(this, "Bucket", deployment, key)
                .serverAccessLogsBucket(accessLogs)
                .serverAccessLogsPrefix("configuration-records-access/")
                .lifecycleRules(PrivateBucket.keepSevenYears("Keep7Years", StorageClass.GLACIER, NONCURRENT))
                // Also where the first deployment fails behind it: the recorder writes there already.
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
        PrivateBucket.logged(bucket);
        PrivateBucket.acceptMissingReplication(
                bucket, "S3 keeps it in three zones and keeps older versions for a year.");
        admit("Look", List.of("s3:GetBucketAcl", "s3:ListBucket"), bucket.getBucketArn(), Map.of());
        admit(
                "Deliver",
                List.of("s3:PutObject"),
                bucket.arnForObjects("AWSLogs/" + Aws.ACCOUNT_ID + "/Config/*"),
                Map.of("s3:x-amz-acl", "bucket-owner-full-control"));
        requireNonNull(bucket.getPolicy()).applyRemovalPolicy(RemovalPolicy.RETAIN);
        key.addToResourcePolicy(statement("Encrypt", List.of("kms:Decrypt", "kms:GenerateDataKey"), "*", Map.of()));
    }

    String bucketName() {
        return bucket.getBucketName();
    }

    String keyArn() {
        return key.getKeyArn();
    }

    private void admit(String sid, List<String> actions, String resource, Map<String, String> more) {
        bucket.addToResourcePolicy(statement(sid, actions, resource, more));
    }

    /** For the recorder of this account only. */
    private static PolicyStatement statement(
            String sid, List<String> actions, String resource, Map<String, String> more) {
        var equal = new TreeMap<String, Object>(more);
        equal.put("aws:SourceAccount", Aws.ACCOUNT_ID);
        return PolicyStatement.Builder.create()
                .sid(sid + "ForTheRecorderHere")
                .principals(List.of(new ServicePrincipal("config.amazonaws.com")))
                .actions(actions)
                .resources(List.of(resource))
                .conditions(Map.of("StringEquals", equal))
                .build();
    }
}
