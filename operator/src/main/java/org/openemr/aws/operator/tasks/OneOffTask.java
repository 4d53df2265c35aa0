package org.openemr.aws.operator.tasks;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.openemr.aws.contracts.ComputeContract;
import org.openemr.aws.contracts.NetworkContract;
import org.openemr.aws.contracts.TaskKind;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.operator.aws.DeployedValues;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.Task;

/** Starts a task of the deployment that does one thing and ends. */
public final class OneOffTask {

    private static final String COMPLAINT = "ERROR: ";

    private final Aws aws;
    private final DeployedValues values;
    private final TaskKind kind;

    public OneOffTask(Aws aws, DeployedValues values, TaskKind kind) {
        this.aws = aws;
        this.values = values;
        this.kind = kind;
    }

    /**
     * How far a task is.
     *
     * @param exitStatus of its container, once there is one
     * @param reason why ECS stopped it
     */
    public record State(String status, Optional<Integer> exitStatus, String reason) {

        public boolean hasEnded() {
            return "STOPPED".equals(status);
        }

        public boolean wentWell() {
            return exitStatus.filter(status -> status == 0).isPresent();
        }
    }

    /**
     * Starts it, in private subnets and with the newest definition.
     *
     * @param variables added to those of its container
     * @return the task's ARN
     * @throws Failure when one of its kind runs already, or ECS does not start it
     */
    public String start(Map<String, String> variables) {
        var cluster = values.get(ComputeContract.CLUSTER_NAME);
        var family = kind.family(values.names());
        var running =
                ecs().listTasks(list -> list.cluster(cluster).family(family).desiredStatus(DesiredStatus.RUNNING));
        if (!running.taskArns().isEmpty()) {
            throw Failure.notReady("A task of the family %s runs already: wait until it has ended.".formatted(family));
        }
        var answer = ecs().runTask(run -> run.cluster(cluster)
                .taskDefinition(family)
                .launchType(LaunchType.FARGATE)
                .propagateTags(PropagateTags.TASK_DEFINITION)
                .networkConfiguration(network -> network.awsvpcConfiguration(vpc -> vpc.subnets(subnets())
                        .securityGroups(values.get(NetworkContract.TASK_GROUP_ID))
                        .assignPublicIp(AssignPublicIp.DISABLED)))
                .overrides(overrides -> overrides.containerOverrides(override(variables))));
        return answer.tasks().stream()
                .map(Task::taskArn)
                .findFirst()
                .orElseThrow(() -> Failure.failed("ECS did not start a task of the family %s: %s"
                        .formatted(
                                family,
                                answer.failures().stream()
                                        .map(failure -> Objects.requireNonNullElse(failure.reason(), "no reason given"))
                                        .findFirst()
                                        .orElse("no reason given"))));
    }

    private ContainerOverride override(Map<String, String> variables) {
        return ContainerOverride.builder()
                .name(kind.label())
                .environment(variables.entrySet().stream()
                        .map(variable -> KeyValuePair.builder()
                                .name(variable.getKey())
                                .value(variable.getValue())
                                .build())
                        .toList())
                .build();
    }

    /** How far it is. */
    public State state(String arn) {
        var task = ecs()
                .describeTasks(describe -> describe.cluster(values.get(ComputeContract.CLUSTER_NAME))
                        .tasks(arn))
                .tasks()
                .stream()
                .findFirst()
                .orElseThrow(() -> Failure.notFound("ECS knows the task no longer: " + arn));
        var exitStatus = task.containers().stream()
                .filter(container -> kind.label().equals(container.name()))
                .map(Container::exitCode)
                .filter(Objects::nonNull)
                .findFirst();
        return new State(task.lastStatus(), exitStatus, Objects.requireNonNullElse(task.stoppedReason(), ""));
    }

    /** What it wrote, a line each. */
    public List<String> log(String arn) {
        var stream = "%s/%s/%s".formatted(kind.streamPrefix(), kind.label(), arn.substring(arn.lastIndexOf('/') + 1));
        return aws
                .client(CloudWatchLogsClient.builder())
                .getLogEvents(get -> get.logGroupName(values.get(ComputeContract.LOG_GROUP_NAME))
                        .logStreamName(stream)
                        .startFromHead(true))
                .events()
                .stream()
                .map(OutputLogEvent::message)
                .toList();
    }

    /** The last thing it complained of, else why ECS stopped it. */
    public String complaint(String arn, State state) {
        try {
            return log(arn).stream()
                    .filter(line -> line.contains(COMPLAINT))
                    .reduce((first, second) -> second)
                    .map(line -> line.substring(line.indexOf(COMPLAINT) + COMPLAINT.length())
                            .strip())
                    .orElse(state.reason());
        } catch (ResourceNotFoundException e) {
            // A task that did not begin wrote nothing.
            return state.reason();
        }
    }

    private List<String> subnets() {
        return NetworkContract.PRIVATE_SUBNET_IDS.stream()
                .flatMap(subnet -> values.find(subnet).stream())
                .toList();
    }

    private EcsClient ecs() {
        return aws.client(EcsClient.builder());
    }
}
