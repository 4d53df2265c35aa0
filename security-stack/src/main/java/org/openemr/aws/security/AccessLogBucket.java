package org.openemr.aws.security;

import java.util.List;
import java.util.Map;
import org.openemr.aws.constructs.store.PrivateBucket;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/** Where the accesses to all buckets of the deployment are logged, for 7 years as the audit trail is kept. */
final class AccessLogBucket extends Construct {

    private final Bucket bucket;

    /**
     * Creates the bucket.
     *
     * @param used whether a bucket of this stack logs to it; cdk-nag does not see the buckets of other stacks that do
     */
    AccessLogBucket(Construct scope, Deployment deployment, boolean used) {
        super(scope, "AccessLogs");
        bucket = PrivateBucket.builder(this, "Bucket", deployment)
                .encryption(BucketEncryption.S3_MANAGED)
                .lifecycleRules(PrivateBucket.expireAfter(PrivateBucket.SEVEN_YEARS))
                .build();
        PrivateBucket.acceptAsAccessLogBucket(bucket);
        if (!used) {
            PrivateBucket.acceptMissingLogsOfLogs(bucket);
        }
        bucket.addToResourcePolicy(PolicyStatement.Builder.create()
                .sid("AccessLogsOfThisAccount")
                .principals(List.of(new ServicePrincipal("logging.s3.amazonaws.com")))
                .actions(List.of("s3:PutObject"))
                .resources(List.of(bucket.arnForObjects("*")))
                .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)))
                .build());
    }

    IBucket bucket() {
        return bucket;
    }
}
