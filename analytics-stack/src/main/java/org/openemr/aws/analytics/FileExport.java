package org.openemr.aws.analytics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openemr.aws.constructs.function.FunctionHandler;
import org.openemr.aws.constructs.function.HandlerFunction;
import org.openemr.aws.constructs.permission.ResourceArn;
import org.openemr.aws.constructs.permission.ServiceRole;
import org.openemr.aws.constructs.task.FileSystemMount;
import org.openemr.aws.constructs.task.ThreatAgent;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ecs.AwsLogDriverProps;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.LogDriver;
import software.amazon.awscdk.services.ecs.OperatingSystemFamily;
import software.amazon.awscdk.services.ecs.RuntimePlatform;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * Copies OpenEMR's files to S3 on demand: a function starts a small task that mounts {@code sites} for reading only and
 * mirrors it into the bucket. What is secret stays: the database connection, certificates and OpenEMR's own keys.
 */
final class FileExport extends Construct {

    /** AWS's own image of its command line, by version. */
    private static final String IMAGE = "public.ecr.aws/aws-cli/aws-cli:2.36.43";

    private static final String MOUNT = "/sites";
    private static final String PART = "file-export";
    private static final String PREFIX = "sites/";

    private static final List<String> NOT_COPIED = List.of(
            "*sqlconf.php*",
            "*/documents/certificates/*",
            "*/documents/logs_and_misc/methods/*",
            "*/documents/temp/*",
            "docker-*",
            "installation-begun");

    private final HandlerFunction function;

    FileExport(Construct scope, Deployment deployment, Upstream upstream, AnalyticsStore store) {
        super(scope, "FileExport");
        var task = task(deployment, upstream, store);
        function = new HandlerFunction(
                this,
                "Function",
                deployment,
                FunctionHandler.FILE_EXPORT,
                upstream.functions(),
                HandlerFunction.Options.timeout(Duration.minutes(1)).variables(variables(deployment, upstream)));
        allow(deployment, upstream, task);
    }

    HandlerFunction function() {
        return function;
    }

    /** The tasks of the cluster, as policies name them. */
    static String taskArns(Upstream upstream) {
        return ecsArn("task/" + upstream.clusterName() + "/*");
    }

    private FargateTaskDefinition task(Deployment deployment, Upstream upstream, AnalyticsStore store) {
        var taskRole = ServiceRole.create(this, "TaskRole", "ecs-tasks", "What the file export may do");
        AnalyticsStore.allow(
                taskRole, List.of("s3:ListBucket"), store.fileExports().getBucketArn());
        AnalyticsStore.allowWriting(taskRole, store.fileExports(), PREFIX);
        store.allowKey(taskRole);
        var executionRole = ServiceRole.create(this, "ExecutionRole", "ecs-tasks", "Starts the file export");
        if (upstream.threatDetection()) {
            ThreatAgent.mayBeAdded(executionRole);
        }
        var task = FargateTaskDefinition.Builder.create(this, "TaskDefinition")
                .family(deployment.physicalName(PART))
                .cpu(256)
                .memoryLimitMiB(512)
                .runtimePlatform(RuntimePlatform.builder()
                        .cpuArchitecture(CpuArchitecture.ARM64)
                        .operatingSystemFamily(OperatingSystemFamily.LINUX)
                        .build())
                .executionRole(executionRole)
                .taskRole(taskRole)
                .build();
        var container = task.addContainer(
                PART,
                ContainerDefinitionOptions.builder()
                        .image(ContainerImage.fromRegistry(IMAGE))
                        .command(command(store))
                        .readonlyRootFilesystem(true)
                        .logging(LogDriver.awsLogs(AwsLogDriverProps.builder()
                                .logGroup(logs(deployment, upstream))
                                .streamPrefix("ecs/efstos3")
                                .build()))
                        .build());
        new FileSystemMount("sites", upstream.sites(), MOUNT, true).addTo(task, container);
        return task;
    }

    private static List<String> command(AnalyticsStore store) {
        var command = new ArrayList<>(List.of(
                "s3",
                "sync",
                MOUNT,
                "s3://" + store.fileExports().getBucketName() + "/" + PREFIX,
                "--delete",
                "--no-follow-symlinks",
                "--no-progress"));
        NOT_COPIED.forEach(pattern -> command.addAll(List.of("--exclude", pattern)));
        return command;
    }

    private LogGroup logs(Deployment deployment, Upstream upstream) {
        return LogGroup.Builder.create(this, "Logs")
                .logGroupName(deployment.physicalName(PART))
                .encryptionKey(upstream.logKey())
                .retention(RetentionDays.ONE_MONTH)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
    }

    private static Map<String, String> variables(Deployment deployment, Upstream upstream) {
        return Map.of(
                "CLUSTER", upstream.clusterName(),
                "FAMILY", deployment.physicalName(PART),
                "SUBNETS",
                        upstream.vpc().getPrivateSubnets().stream()
                                .map(ISubnet::getSubnetId)
                                .collect(Collectors.joining(",")),
                "SECURITY_GROUP", upstream.exportTaskGroup().getSecurityGroupId());
    }

    private void allow(Deployment deployment, Upstream upstream, FargateTaskDefinition task) {
        var ofThisCluster = Map.of("ArnEquals", Map.of("ecs:cluster", ecsArn("cluster/" + upstream.clusterName())));
        var revisions = ecsArn("task-definition/" + deployment.physicalName(PART) + ":*");
        function.allow(PolicyStatement.Builder.create()
                .actions(List.of("ecs:RunTask"))
                .resources(List.of(revisions))
                .conditions(ofThisCluster)
                .build());
        function.acceptWildcardResource(revisions, "It starts the newest revision of this one family.");
        function.allow(PolicyStatement.Builder.create()
                .actions(List.of("ecs:ListTasks"))
                .resources(List.of("*"))
                .conditions(ofThisCluster)
                .build());
        function.acceptWildcardResource(
                "*", "ecs:ListTasks has no resource for a family; a condition binds it to this cluster.");
        function.allow(PolicyStatement.Builder.create()
                .actions(List.of("ecs:TagResource"))
                .resources(List.of(taskArns(upstream)))
                .conditions(Map.of("StringEquals", Map.of("ecs:CreateAction", "RunTask")))
                .build());
        function.acceptWildcardResource(
                ResourceArn.of("ecs", "task/<ComputeClusterName>/*"),
                "A task gets its id, and its tags, when it starts.");
        function.allow(ServiceRole.pass(
                "ecs-tasks",
                task.getTaskRole().getRoleArn(),
                task.obtainExecutionRole().getRoleArn()));
    }

    private static String ecsArn(String resource) {
        return ResourceArn.of("ecs", resource);
    }
}
