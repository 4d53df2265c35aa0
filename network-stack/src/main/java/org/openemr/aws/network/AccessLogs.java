package org.openemr.aws.network;

import java.util.Map;
import org.openemr.aws.constructs.compliance.Accepted;
import org.openemr.aws.constructs.store.PrivateBucket;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/** The bucket that keeps a year of requests to the load balancer. */
final class AccessLogs extends Construct {

    private static final Duration ONE_YEAR = Duration.days(365);

    private final IBucket bucket;

    AccessLogs(Construct scope, Deployment deployment, IBucket accessesToTheLogs) {
        super(scope, "AccessLogs");
        bucket = bucketOfLoadBalancerLogs(deployment, accessesToTheLogs);
    }

    void receiveFrom(ApplicationLoadBalancer loadBalancer) {
        loadBalancer.logAccessLogs(bucket, "alb-access-logs");
    }

    /** Load balancers deliver logs to buckets with SSE-S3 only. */
    private Bucket bucketOfLoadBalancerLogs(Deployment deployment, IBucket accessesToTheLogs) {
        var logs = PrivateBucket.builder(this, "Logs", deployment)
                .encryption(BucketEncryption.S3_MANAGED)
                .serverAccessLogsBucket(accessesToTheLogs)
                .serverAccessLogsPrefix("elb-logs-access/")
                .lifecycleRules(PrivateBucket.expireAfter(ONE_YEAR))
                .build();
        Accepted.rule(
                logs,
                "S3DefaultEncryptionKMS",
                "Load balancers deliver access logs to buckets with SSE-S3 only; the bucket is private and TLS only.");
        PrivateBucket.logged(logs);
        PrivateBucket.acceptMissingReplication(
                logs, "Access logs assist an investigation and are no record of their own.");
        PrivateBucket.denyOtherSources(
                logs, "ForThisAccountOnly", "delivery.logs", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID));
        return logs;
    }
}
