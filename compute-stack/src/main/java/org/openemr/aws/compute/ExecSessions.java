package org.openemr.aws.compute;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.openemr.aws.constructs.compliance.Accepted;
import org.openemr.aws.constructs.stack.RemovalPolicies;
import org.openemr.aws.constructs.store.LogGroupEncryption;
import org.openemr.aws.constructs.store.PrivateBucket;
import org.openemr.aws.constructs.store.RotatedKey;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.settings.installation.ComputeSettings;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ecs.ExecuteCommandConfiguration;
import software.amazon.awscdk.services.ecs.ExecuteCommandLogConfiguration;
import software.amazon.awscdk.services.ecs.ExecuteCommandLogging;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;
import software.constructs.IConstruct;

/** Where ECS Exec keeps what people do in running tasks: a key, a log group and a bucket of their own. */
final class ExecSessions extends Construct {

    private static final String PREFIX = "exec-command-output";
    private static final Duration KEPT = Duration.days(731);

    private final Key key;
    private final LogGroup logs;
    private final Bucket bucket;

    private ExecSessions(Construct scope, Deployment deployment, IBucket accessLogs) {
        super(scope, "ExecSessions");
        key = RotatedKey.create(this, "Key", deployment, "exec", "ECS Exec sessions");
        LogGroupEncryption.admit(key, List.of(deployment.stackName(Layer.COMPUTE) + "-ExecSessions*"));
        // CloudFormation makes its name, from the stack's and the logical id: what was kept is not in the way of a
        // second one.
        logs = LogGroup.Builder.create(this, "Logs")
                .encryptionKey(key)
                .retention(RetentionDays.TWO_YEARS)
                .removalPolicy(RemovalPolicies.ofStores(deployment))
                .build();
        bucket = PrivateBucket.builder(this, "Bucket", deployment, key)
                .serverAccessLogsBucket(accessLogs)
                .serverAccessLogsPrefix("exec-access/")
                .lifecycleRules(PrivateBucket.expireAfter(KEPT))
                .build();
        acceptFindings();
    }

    /**
     * The sessions when they are wanted.
     *
     * @param accessLogs asked for only then
     */
    static Optional<ExecSessions> from(
            Construct scope, Deployment deployment, ComputeSettings settings, Supplier<IBucket> accessLogs) {
        return settings.exec() ? Optional.of(new ExecSessions(scope, deployment, accessLogs.get())) : Optional.empty();
    }

    ExecuteCommandConfiguration configuration() {
        return ExecuteCommandConfiguration.builder()
                .kmsKey(key)
                .logging(ExecuteCommandLogging.OVERRIDE)
                .logConfiguration(ExecuteCommandLogConfiguration.builder()
                        .cloudWatchLogGroup(logs)
                        .cloudWatchEncryptionEnabled(true)
                        .s3Bucket(bucket)
                        .s3EncryptionEnabled(true)
                        .s3KeyPrefix(PREFIX)
                        .build())
                .build();
    }

    /** Accepts what ECS Exec adds to the role of tasks. */
    void acceptOn(IConstruct taskRole) {
        var stack = Stack.of(this);
        Accepted.wildcardResource(
                taskRole,
                "*",
                "ssmmessages and logs:DescribeLogGroups have no resource-level permission; ECS Exec needs both, and asks in which"
                        + " region a bucket is.");
        Accepted.wildcardResource(
                taskRole,
                "arn:%s:logs:%s:%s:log-group:<%s>:*"
                        .formatted(
                                stack.getPartition(),
                                stack.getRegion(),
                                stack.getAccount(),
                                Accepted.printedReference(logs)),
                "Each session writes a log stream of its own in this one log group.");
        Accepted.wildcardResource(
                taskRole,
                "arn:%s:s3:::<%s>/*".formatted(stack.getPartition(), Accepted.printedReference(bucket)),
                "Each session writes an object of its own in this one bucket.");
    }

    private void acceptFindings() {
        PrivateBucket.logged(bucket);
        PrivateBucket.acceptMissingReplication(
                bucket, "Each session is also in the log group, which CloudWatch Logs stores in several zones.");
    }
}
