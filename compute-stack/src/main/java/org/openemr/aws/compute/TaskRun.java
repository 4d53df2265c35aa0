package org.openemr.aws.compute;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.constructs.Construct;
import software.constructs.IDependable;

/**
 * A task that must end well before the deployment goes on. CloudFormation waits at most an hour for a custom resource (<a
 * href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html">ServiceTimeout</a>),
 * so a run that may take longer spans several windows, each a custom resource that follows the same task.
 */
final class TaskRun extends Construct {

    /** The longest that one custom resource waits. */
    static final Duration LONGEST_WAIT = Duration.hours(1);

    /** A little less, so that the window ends by itself and passes the run on. */
    private static final Duration WINDOW = Duration.minutes(55);

    /** Before an upgrade: nearly two hours for recovery points, so that the time of the task is its own. */
    private static final int WINDOWS_FOR_RECOVERY_POINTS = 2;

    private final CustomResource end;

    /**
     * Creates the run.
     *
     * @param limit how long the task may take
     * @param inputs what the task depends on besides its definition; a change runs it again
     * @param backup what to back up before the image changes
     */
    TaskRun(
            Construct scope,
            String id,
            Tasks tasks,
            Subject subject,
            Duration limit,
            Map<String, String> inputs,
            Optional<BackupBeforeUpgrade> backup) {
        super(scope, id);
        var windowsBefore = backup.isPresent() ? WINDOWS_FOR_RECOVERY_POINTS : 0;
        var windows = windowsBefore + windows(limit);
        var provider = tasks.runs();
        provider.mayRun(subject.task(), subject.family());
        backup.ifPresent(provider::mayBackUp);
        var properties = properties(tasks.placement(), subject, inputs, backup);
        var latest = window(provider, 1, placed(1, windowsBefore, windows, properties));
        for (var number = 2; number <= windows; number++) {
            latest = window(provider, number, placed(number, windowsBefore, windows, passedOn(latest, properties)));
        }
        end = latest;
        // A task that starts before the policies of its roles are in place fails.
        getNode()
                .addDependency(
                        provider, subject.task().getTaskRole(), subject.task().obtainExecutionRole());
    }

    /** What must wait for the end of the run depends on this. */
    IDependable end() {
        return end;
    }

    /** Where tasks run. */
    record Placement(OpenEmrCluster cluster, IVpc vpc, ISecurityGroup group, String logGroupName) {}

    /** What runs. */
    record Subject(FargateTaskDefinition task, String family, OpenEmrImage image) {}

    private static int windows(Duration limit) {
        return (int)
                Math.ceil(limit.toMinutes().doubleValue() / WINDOW.toMinutes().doubleValue());
    }

    /** The properties of a window with what it is last for. */
    private static Map<String, Object> placed(
            int number, int windowsBefore, int windows, Map<String, Object> properties) {
        var all = new LinkedHashMap<>(properties);
        all.put("LastForRecoveryPoints", String.valueOf(number == windowsBefore));
        all.put("LastWindow", String.valueOf(number == windows));
        return all;
    }

    private CustomResource window(TaskRunProvider provider, int number, Map<String, Object> properties) {
        return CustomResource.Builder.create(this, "Window" + number)
                .resourceType("Custom::OpenEmrTaskRun")
                .serviceToken(provider.serviceToken())
                .serviceTimeout(LONGEST_WAIT)
                .properties(properties)
                .build();
    }

    /** The properties of a window with what the one before it hands on. */
    private static Map<String, Object> passedOn(CustomResource previous, Map<String, Object> properties) {
        var all = new LinkedHashMap<>(properties);
        Stream.of("RunName", "RecoveryPointJobs", "Finished")
                .forEach(attribute -> all.put(attribute, previous.getAttString(attribute)));
        return all;
    }

    private static Map<String, Object> properties(
            Placement placement, Subject subject, Map<String, String> inputs, Optional<BackupBeforeUpgrade> backup) {
        var properties = new LinkedHashMap<String, Object>();
        properties.put("Cluster", placement.cluster().name());
        properties.put("Family", subject.family());
        properties.put("TaskDefinition", subject.task().getTaskDefinitionArn());
        properties.put("Image", subject.image().reference());
        properties.put(
                "Subnets",
                placement.vpc().getPrivateSubnets().stream()
                        .map(ISubnet::getSubnetId)
                        .toList());
        properties.put("SecurityGroups", List.of(placement.group().getSecurityGroupId()));
        properties.put("LogGroup", placement.logGroupName());
        properties.put("WindowSeconds", String.valueOf(WINDOW.toSeconds().longValue()));
        if (!inputs.isEmpty()) {
            properties.put("Inputs", inputs);
        }
        backup.ifPresent(points -> {
            properties.put("StopAtLimit", "false");
            properties.put("BackupVault", points.vaultName());
            properties.put("BackupRole", points.roleArn());
            properties.put("BackupResources", points.resourceArns());
        });
        return properties;
    }
}
