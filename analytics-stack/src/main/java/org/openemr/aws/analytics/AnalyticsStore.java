package org.openemr.aws.analytics;

import java.util.List;
import org.openemr.aws.constructs.compliance.Accepted;
import org.openemr.aws.constructs.contract.Publication;
import org.openemr.aws.constructs.stack.NameOfThisStack;
import org.openemr.aws.constructs.store.PrivateBucket;
import org.openemr.aws.constructs.store.RotatedKey;
import org.openemr.aws.contracts.AnalyticsContract;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.StorageClass;
import software.amazon.awscdk.services.s3.Transition;
import software.constructs.Construct;

/**
 * The key of the analytics environment and its buckets: exports of the database, the copy of the files, and a workspace for
 * results. Exports are copies, which can be made anew: they go with the stack and after a year. The workspace stays.
 */
final class AnalyticsStore extends Construct {

    private static final Duration ONE_YEAR = Duration.days(365);
    private static final Duration RECENT = Duration.days(30);

    private final IKey key;
    private final Bucket databaseExports;
    private final Bucket fileExports;
    private final Bucket workspace;

    AnalyticsStore(Construct scope, Deployment deployment, IBucket accessLogs) {
        super(scope, "Store");
        key = RotatedKey.create(this, "Key", deployment, "analytics", "Analytics environment");
        databaseExports = exports(deployment, "DatabaseExports", "db", accessLogs, PrivateBucket.expireAfter(ONE_YEAR));
        fileExports = exports(deployment, "FileExports", "fs", accessLogs, keepCurrentFiles());
        workspace = bucket(deployment, "Workspace", accessLogs)
                .bucketName("sagemaker-ws-" + NameOfThisStack.of(deployment, Aws.ACCOUNT_ID))
                .lifecycleRules(List.of(LifecycleRule.builder()
                        .id("OlderVersions")
                        .noncurrentVersionExpiration(ONE_YEAR)
                        .abortIncompleteMultipartUploadAfter(Duration.days(7))
                        .build()))
                .build();
        PrivateBucket.logged(workspace);
        PrivateBucket.acceptMissingReplication(
                workspace, "S3 keeps it in three zones and keeps older versions for a year.");
    }

    IKey key() {
        return key;
    }

    void publish(Publication publication) {
        publication
                .add(AnalyticsContract.DATABASE_EXPORT_BUCKET, databaseExports.getBucketName())
                .add(AnalyticsContract.FILE_EXPORT_BUCKET, fileExports.getBucketName())
                .add(AnalyticsContract.WORKSPACE_BUCKET, workspace.getBucketName());
    }

    Bucket databaseExports() {
        return databaseExports;
    }

    Bucket fileExports() {
        return fileExports;
    }

    IBucket workspace() {
        return workspace;
    }

    /** Lets a role list a bucket and read its objects below a prefix. */
    static void allowReading(Role role, IBucket bucket, String prefix) {
        allow(role, List.of("s3:ListBucket", "s3:GetBucketLocation"), bucket.getBucketArn());
        allow(role, List.of("s3:GetObject", "s3:GetObjectVersion"), bucket.arnForObjects(prefix + "*"));
        acceptObjects(role, bucket, prefix, "Exports and results get their names when they are made.");
    }

    /** Lets a role write and delete objects of a bucket below a prefix. */
    static void allowWriting(Role role, IBucket bucket, String prefix) {
        allow(
                role,
                List.of("s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"),
                bucket.arnForObjects(prefix + "*"));
        acceptObjects(role, bucket, prefix, "Exports and results get their names when they are made.");
    }

    /** Lets a role use the key for the buckets. */
    void allowKey(Role role) {
        allow(role, List.of("kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey"), key.getKeyArn());
    }

    static void allow(Role role, List<String> actions, String... resources) {
        role.addToPrincipalPolicy(PolicyStatement.Builder.create()
                .actions(actions)
                .resources(List.of(resources))
                .build());
    }

    private static void acceptObjects(Role role, IBucket bucket, String prefix, String reason) {
        Accepted.wildcardResource(role, "<" + Accepted.printedReference(bucket) + ".Arn>/" + prefix + "*", reason);
    }

    /** SageMaker's own policies know buckets whose names begin like this; account and region make the name unique. */
    private Bucket exports(
            Deployment deployment, String id, String kind, IBucket accessLogs, List<LifecycleRule> lifecycle) {
        var created = bucket(deployment, id, accessLogs)
                .bucketName("sagemaker-%s-%s-%s-%s".formatted(kind, deployment.name(), Aws.ACCOUNT_ID, Aws.REGION))
                .lifecycleRules(lifecycle)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        PrivateBucket.logged(created);
        PrivateBucket.acceptMissingReplication(created, "It is a copy of what is stored and backed up elsewhere.");
        return created;
    }

    private Bucket.Builder bucket(Deployment deployment, String id, IBucket accessLogs) {
        return PrivateBucket.builder(this, id, deployment, key)
                .serverAccessLogsBucket(accessLogs)
                .serverAccessLogsPrefix(id + "/");
    }

    /** The copy mirrors the files, however old: only what was replaced or deleted goes. */
    private static List<LifecycleRule> keepCurrentFiles() {
        return List.of(LifecycleRule.builder()
                .id("CheaperAfter30Days")
                .transitions(List.of(Transition.builder()
                        .storageClass(StorageClass.INTELLIGENT_TIERING)
                        .transitionAfter(RECENT)
                        .build()))
                .noncurrentVersionExpiration(RECENT)
                .abortIncompleteMultipartUploadAfter(Duration.days(7))
                .build());
    }
}
