package org.openemr.aws.compute;

import java.util.List;
import java.util.Map;
import org.openemr.aws.constructs.contract.Publication;
import org.openemr.aws.constructs.store.PrivateBucket;
import org.openemr.aws.constructs.task.FileSystemMount;
import org.openemr.aws.contracts.ComputeContract;
import org.openemr.aws.contracts.ImportObjects;
import org.openemr.aws.contracts.TaskKind;
import org.openemr.aws.settings.installation.FargateSize;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ecs.Secret;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.constructs.Construct;

/** The bucket that another installation is uploaded to, and the task that brings it into this one. {@code openemr import} starts it. */
final class ImportTask extends Construct {

    /** The longest that an upload lies there; the old installation has it all. */
    private static final Duration KEPT = Duration.days(7);

    /** A database lies on the task's disk, packed, before it is loaded. The most that Fargate gives. */
    private static final int DISK_GIB = 200;

    private final Bucket bucket;

    ImportTask(Construct scope, Tasks tasks, Upstream upstream, Map<String, Secret> databaseVariables) {
        super(scope, "ImportTask");
        var definitions = tasks.definitions();
        var security = upstream.security();
        bucket =
                PrivateBucket.logged(PrivateBucket.builder(this, "Bucket", definitions.deployment(), security.dataKey())
                        .serverAccessLogsBucket(security.accessLogs())
                        .serverAccessLogsPrefix("import-access/")
                        .lifecycleRules(List.of(LifecycleRule.builder()
                                .id("GoSoon")
                                .expiration(KEPT)
                                .noncurrentVersionExpiration(Duration.days(1))
                                .abortIncompleteMultipartUploadAfter(Duration.days(1))
                                .build()))
                        .build());
        PrivateBucket.acceptMissingReplication(
                bucket, "What lies there for some days is a copy of an installation that is still in its place.");
        var task = definitions.definition(this, TaskKind.IMPORT, FargateSize.STANDARD, DISK_GIB);
        task.addToTaskRolePolicy(PolicyStatement.Builder.create()
                .actions(List.of("s3:GetObject"))
                .resources(ImportObjects.ALL.stream().map(bucket::arnForObjects).toList())
                .build());
        task.addToTaskRolePolicy(definitions.decryptVia("s3"));
        var options = definitions
                .container(task, TaskScript.IMPORT, TaskKind.IMPORT, databaseVariables)
                .command(List.of("IMPORT_ADDRESS='https://%s'\n%s"
                        .formatted(bucket.getBucketRegionalDomainName(), TaskScript.IMPORT.text())))
                .build();
        definitions.add(task, TaskKind.IMPORT, options, FileSystemMount.sites(upstream.sites()));
    }

    void publish(Publication publication) {
        publication.add(ComputeContract.IMPORT_BUCKET_NAME, bucket.getBucketName());
    }
}
