package org.openemr.aws.security;

import java.util.List;
import java.util.Map;
import org.openemr.aws.constructs.monitoring.Alarms;
import org.openemr.aws.constructs.permission.ManagedPolicies;
import org.openemr.aws.constructs.permission.ResourceArn;
import org.openemr.aws.constructs.stack.RemovalPolicies;
import org.openemr.aws.constructs.store.PrivateBucket;
import org.openemr.aws.constructs.store.RotatedKey;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.settings.installation.SecuritySettings;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudtrail.CfnTrail;
import software.amazon.awscdk.services.cloudtrail.Trail;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.s3.StorageClass;
import software.constructs.Construct;

/**
 * CloudTrail of all management events in all regions, and of objects that may hold patients' data: 7 years in S3, in Glacier after 90 days, and 9 years in CloudWatch
 * Logs. Files are validated, encrypted with a key of their own, and never deleted before their time.
 */
final class AuditTrail extends Construct {

    /** CloudTrail writes a file once; what an older version holds was overwritten by somebody else. */
    private static final Duration NONCURRENT = Duration.days(365);

    private final ILogGroup logGroup;

    AuditTrail(Construct scope, Deployment deployment, SecuritySettings settings, IKey logKey, IBucket accessLogs) {
        super(scope, "AuditTrail");
        var trailName = deployment.physicalName("audit-trail");
        var key = trailKey(deployment, trailName);
        var bucket = trailBucket(deployment, key, accessLogs);
        PrivateBucket.denyOtherSources(
                bucket, "ForThisTrailOnly", "cloudtrail", Map.of("aws:SourceArn", trailArn(trailName)));
        logGroup = LogGroup.Builder.create(this, "LogGroup")
                .retention(RetentionDays.NINE_YEARS)
                .encryptionKey(logKey)
                .removalPolicy(RemovalPolicies.ofStores(deployment))
                .build();

        var trail = Trail.Builder.create(this, "Trail")
                .trailName(trailName)
                .bucket(bucket)
                .encryptionKey(key)
                .isMultiRegionTrail(true)
                .includeGlobalServiceEvents(true)
                .enableFileValidation(true)
                .sendToCloudWatchLogs(true)
                .cloudWatchLogGroup(logGroup)
                .build();
        TrailEvents.select((CfnTrail) trail.getNode().getDefaultChild(), deployment, settings.objectEvents());
        ManagedPolicies.in(trail);
    }

    /** Watches events of the account in the trail's log group, when there are alarms. */
    void watch(Alarms alarms, Deployment deployment) {
        if (alarms.areWanted()) {
            new AccountEvents(this, deployment, logGroup, alarms);
        }
    }

    /** Admits CloudTrail for this trail only, and asks it to encrypt with the trail's ARN as context. */
    private Key trailKey(Deployment deployment, String trailName) {
        var key = RotatedKey.create(this, "Key", deployment, "audit-trail", "Audit trail");
        var ofThisTrail = Map.of("StringEquals", Map.of("aws:SourceArn", trailArn(trailName)));
        key.addToResourcePolicy(PolicyStatement.Builder.create()
                .sid("EncryptThisTrail")
                .principals(List.of(new ServicePrincipal("cloudtrail.amazonaws.com")))
                .actions(List.of("kms:GenerateDataKey*", "kms:DescribeKey"))
                .resources(List.of("*"))
                .conditions(ofThisTrail)
                .build());
        return key;
    }

    private Bucket trailBucket(Deployment deployment, Key key, IBucket accessLogs) {
        var bucket = PrivateBucket.builder(this, "Bucket", deployment, key)
                .serverAccessLogsBucket(accessLogs)
                .serverAccessLogsPrefix("cloudtrail-access/")
                .lifecycleRules(PrivateBucket.keepSevenYears("Retain7Years", StorageClass.GLACIER, NONCURRENT))
                .build();
        PrivateBucket.acceptMissingReplication(bucket, "The same events are kept for 9 years in CloudWatch Logs.");
        return bucket;
    }

    private static String trailArn(String trailName) {
        return ResourceArn.of("cloudtrail", "trail/" + trailName);
    }
}
