package org.openemr.aws.compute;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openemr.aws.constructs.contract.Publication;
import org.openemr.aws.constructs.permission.ServiceRole;
import org.openemr.aws.constructs.task.FileSystemMount;
import org.openemr.aws.constructs.task.ThreatAgent;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.Output;
import org.openemr.aws.contracts.TaskKind;
import org.openemr.aws.settings.installation.FargateSize;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.ecs.AwsLogDriverProps;
import software.amazon.awscdk.services.ecs.ContainerDefinition;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.LinuxParameters;
import software.amazon.awscdk.services.ecs.LogDriver;
import software.amazon.awscdk.services.ecs.OperatingSystemFamily;
import software.amazon.awscdk.services.ecs.RuntimePlatform;
import software.amazon.awscdk.services.ecs.Secret;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.constructs.Construct;

/**
 * Makes the task definitions of the deployment, which share the image, the log group and the architecture.
 *
 * @param logs where all tasks write
 * @param threatDetection whether GuardDuty adds its agent to tasks
 * @param dataKey the key of the secrets that containers get as variables, and of stores
 */
record TaskDefinitions(
        Deployment deployment, OpenEmrImage image, ILogGroup logs, IKey dataKey, boolean threatDetection) {

    private static final String WORKING_DIRECTORY = "/var/www/localhost/htdocs/openemr";

    /** A task definition with roles of its own that nobody but ECS in this account assumes. */
    FargateTaskDefinition definition(Construct scope, TaskKind kind, FargateSize size) {
        return builder(scope, kind, size).build();
    }

    /**
     * The same, with a larger disk than Fargate gives by itself.
     *
     * @param diskGib 21 to 200
     */
    FargateTaskDefinition definition(Construct scope, TaskKind kind, FargateSize size, int diskGib) {
        return builder(scope, kind, size).ephemeralStorageGiB(diskGib).build();
    }

    private FargateTaskDefinition.Builder builder(Construct scope, TaskKind kind, FargateSize size) {
        var executionRole = role(scope, "ExecutionRole", "Starts tasks of the family " + family(kind));
        image.grantPull(executionRole);
        if (threatDetection) {
            ThreatAgent.mayBeAdded(executionRole);
        }
        return FargateTaskDefinition.Builder.create(scope, "TaskDefinition")
                .family(family(kind))
                .cpu(size.cpu())
                .memoryLimitMiB(size.memory())
                .runtimePlatform(RuntimePlatform.builder()
                        .cpuArchitecture(CpuArchitecture.ARM64)
                        .operatingSystemFamily(OperatingSystemFamily.LINUX)
                        .build())
                .executionRole(executionRole)
                .taskRole(role(scope, "TaskRole", "What tasks of the family " + family(kind) + " may do"));
    }

    /** The family that task definitions of one kind share. */
    String family(TaskKind kind) {
        return kind.family(deployment);
    }

    /**
     * The options that every container has: the image's shell running one of our scripts, with an init process that hands
     * on signals and collects ended processes.
     *
     * @param secrets values from Secrets Manager and Parameter Store, by the variable they are in
     */
    ContainerDefinitionOptions.Builder container(
            FargateTaskDefinition task, TaskScript script, TaskKind kind, Map<String, Secret> secrets) {
        return ContainerDefinitionOptions.builder()
                .image(image.image())
                .entryPoint(TaskScript.entryPoint())
                .command(List.of(script.text()))
                .workingDirectory(WORKING_DIRECTORY)
                .secrets(new TreeMap<>(secrets))
                .linuxParameters(LinuxParameters.Builder.create(task, "LinuxParameters")
                        .initProcessEnabled(true)
                        .build())
                .logging(LogDriver.awsLogs(AwsLogDriverProps.builder()
                        .logGroup(logs)
                        .streamPrefix(kind.streamPrefix())
                        .build()));
    }

    /** Adds a container with its secrets and file systems. */
    ContainerDefinition add(
            FargateTaskDefinition task, TaskKind kind, ContainerDefinitionOptions options, FileSystemMount... mounts) {
        if (!options.getSecrets().isEmpty()) {
            task.addToExecutionRolePolicy(decryptVia("secretsmanager"));
        }
        var container = task.addContainer(kind.label(), options);
        // OpenEmrImage.grantPull attaches what the execution role needs.
        Annotations.of(container).acknowledgeWarning("@aws-cdk/aws-ecs:ecrImageRequiresPolicy");
        for (var mount : mounts) {
            mount.addTo(task, container);
        }
        return container;
    }

    /** Publishes what a policy has to pass on to start the task. */
    static void publishRoles(
            Publication publication, FargateTaskDefinition task, Output taskRoleArn, Output executionRoleArn) {
        publication
                .add(taskRoleArn, task.getTaskRole().getRoleArn())
                .add(executionRoleArn, task.obtainExecutionRole().getRoleArn());
    }

    /** The grants on an imported secret, or bucket, name it but not its key. */
    PolicyStatement decryptVia(String service) {
        var endpoint = "%s.%s.%s".formatted(service, Aws.REGION, Aws.URL_SUFFIX);
        return PolicyStatement.Builder.create()
                .actions(List.of("kms:Decrypt"))
                .resources(List.of(dataKey.getKeyArn()))
                .conditions(Map.of("StringEquals", Map.of("kms:ViaService", endpoint)))
                .build();
    }

    private static Role role(Construct scope, String id, String description) {
        return ServiceRole.create(scope, id, "ecs-tasks", description);
    }
}
