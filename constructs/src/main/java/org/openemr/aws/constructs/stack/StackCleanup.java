package org.openemr.aws.constructs.stack;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.openemr.aws.constructs.function.FunctionHandler;
import org.openemr.aws.constructs.function.FunctionSupport;
import org.openemr.aws.constructs.function.HandlerFunction;
import org.openemr.aws.constructs.permission.ResourceArn;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.Layer;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnDeletionPolicy;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.backup.CfnBackupVault;
import software.amazon.awscdk.services.elasticloadbalancingv2.CfnLoadBalancer;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.rds.CfnDBCluster;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.constructs.Construct;

/**
 * In a throw-away environment ({@code data_on_destroy=delete}), makes a stack's stores ready for their deletion when the
 * stack is deleted: protection is taken off, recovery points are deleted, buckets emptied. It finds the stores of the stack
 * itself, so none can be forgotten. Absent when data is retained.
 */
public final class StackCleanup extends Construct {

    private static final Duration TIMEOUT = Duration.minutes(15);
    private static final int LIMIT_SECONDS = 10 * 60;

    private StackCleanup(Stack stack, Deployment deployment, Layer layer, FunctionSupport support) {
        super(stack, "Cleanup");
        var function = new HandlerFunction(
                this,
                "Function",
                deployment,
                FunctionHandler.STACK_CLEANUP,
                support,
                HandlerFunction.Options.timeout(TIMEOUT)
                        .variables(Map.of("DATA_ON_DESTROY", "delete", "LIMIT_SECONDS", String.valueOf(LIMIT_SECONDS)))
                        .named(layer.label() + "-" + FunctionHandler.STACK_CLEANUP.functionName()));
        var buckets = find(stack, CfnBucket.class);
        var vaults = find(stack, CfnBackupVault.class);
        var clusters = find(stack, CfnDBCluster.class);
        var loadBalancers = find(stack, CfnLoadBalancer.class);
        var properties = new TreeMap<String, Object>();
        put(properties, "Buckets", buckets.stream().map(CfnBucket::getRef).toList());
        put(properties, "Vaults", vaults.stream().map(CfnBackupVault::getRef).toList());
        put(properties, "Clusters", clusters.stream().map(CfnDBCluster::getRef).toList());
        put(
                properties,
                "LoadBalancers",
                loadBalancers.stream().map(CfnLoadBalancer::getRef).toList());
        function.customResource(this, "Cleanup", "Custom::OpenEmrStackCleanup", TIMEOUT, properties);
        maySeeItsStack(function);
        buckets.forEach(bucket ->
                mayEmpty(function, bucket, "Everything in a bucket that is deleted with this throw-away environment."));
        vaults.forEach(vault -> mayEmpty(function, vault));
        clusters.forEach(
                cluster -> function.allow(List.of("rds:ModifyDBCluster"), List.of(cluster.getAttrDbClusterArn())));
        loadBalancers.forEach(loadBalancer -> function.allow(
                List.of("elasticloadbalancing:ModifyLoadBalancerAttributes"), List.of(loadBalancer.getRef())));
    }

    /**
     * Adds the clean-up to a stack whose other resources are all there; nothing when data is retained.
     *
     * @param support asked for only when it is added
     */
    public static void of(Stack stack, Deployment deployment, Layer layer, Supplier<FunctionSupport> support) {
        if (!deployment.dataOnDestroy().protectsFromDeletion()) {
            new StackCleanup(stack, deployment, layer, support.get());
        }
    }

    /** Lets a function that destroys data find out whether the stack itself goes. */
    public static void maySeeItsStack(HandlerFunction function) {
        function.allow(List.of("cloudformation:DescribeStacks"), List.of(Aws.STACK_ID));
    }

    private static void put(Map<String, Object> properties, String name, List<String> values) {
        if (!values.isEmpty()) {
            properties.put(name, values);
        }
    }

    /** Resources of the stack that are deleted with it. */
    private static <R extends CfnResource> List<R> find(Stack stack, Class<R> type) {
        return stack.getNode().findAll().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(resource -> resource.getCfnOptions().getDeletionPolicy() == null
                        || resource.getCfnOptions().getDeletionPolicy() == CfnDeletionPolicy.DELETE)
                .toList();
    }

    /** Lets a function empty a bucket, and keep others from writing into it. */
    public static void mayEmpty(HandlerFunction function, Bucket bucket, String reason) {
        mayEmpty(function, (CfnBucket) bucket.getNode().getDefaultChild(), reason);
    }

    private static void mayEmpty(HandlerFunction function, CfnBucket bucket, String reason) {
        function.allow(
                List.of(
                        "s3:ListBucketVersions",
                        "s3:ListBucketMultipartUploads",
                        "s3:GetBucketPolicy",
                        "s3:PutBucketPolicy"),
                List.of(bucket.getAttrArn()));
        function.allow(
                List.of("s3:DeleteObject", "s3:DeleteObjectVersion", "s3:AbortMultipartUpload"),
                List.of(bucket.getAttrArn() + "/*"));
        function.acceptWildcardResource("<" + Stack.of(bucket).getLogicalId(bucket) + ".Arn>/*", reason);
    }

    private static void mayEmpty(HandlerFunction function, CfnBackupVault vault) {
        function.allow(List.of("backup:ListRecoveryPointsByBackupVault"), List.of(vault.getAttrBackupVaultArn()));
        var points = List.of(
                ResourceArn.of("backup", "recovery-point:*"), ResourceArn.of("rds", "cluster-snapshot:awsbackup:*"));
        function.allow(List.of("backup:DeleteRecoveryPoint"), points);
        // AWS Backup deletes the snapshot of a database in the name of who deletes the recovery point.
        function.allow(PolicyStatement.Builder.create()
                .actions(List.of("rds:DeleteDBClusterSnapshot"))
                .resources(List.of(points.get(1)))
                .conditions(Map.of("ForAnyValue:StringEquals", Map.of("aws:CalledVia", "backup.amazonaws.com")))
                .build());
        points.forEach(point -> function.acceptWildcardResource(
                point,
                "Recovery points have no vault in their names; the function asks for those of this vault only."));
    }
}
