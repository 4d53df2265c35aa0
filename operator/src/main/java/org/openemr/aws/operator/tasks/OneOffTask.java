package org.openemr.aws.operator.tasks;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.openemr.aws.contracts.ComputeContract;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.contracts.NetworkContract;
import org.openemr.aws.contracts.TaskKind;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.aws.Stacks;
import org.openemr.aws.trial.TaskLog;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
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

    /** A minute of looks. */
    private static final int MOST_TIMES_MISSING = 6;

    private final Aws aws;
    private final DeployedValues values;
    private final TaskKind kind;
    private int timesMissing;

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
     * The definition that is deployed: the newest one of its family may be that of a deployment which has not come so far.
     *
     * @throws Failure while ComputeStack changes, or when it has no such task
     */
    public String definition() {
        var stacks = new Stacks(aws.client(CloudFormationClient.builder()));
        var stack = values.names().stackName(Layer.COMPUTE);
        var status = stacks.find(stack)
                .map(Stack::stackStatusAsString)
                .orElseThrow(() -> Failure.notReady("ComputeStack is not deployed: npx cdk deploy ComputeStack"));
        if (!status.endsWith("_COMPLETE")) {
            throw Failure.notReady(
                    "ComputeStack is in the state %s: try again when its deployment has ended.".formatted(status));
        }
        var family = ":task-definition/" + kind.family(values.names()) + ":";
        return stacks.physicalIds(stack, "AWS::ECS::TaskDefinition").stream()
                .filter(arn -> arn.contains(family))
                .findFirst()
                .orElseThrow(() -> Failure.notReady(
                        "ComputeStack has no task %s: it was deployed by an older version. Deploy it: npx cdk deploy --exclusively ComputeStack"
                                .formatted(kind.family(values.names()))));
    }

    /**
     * Starts it, in private subnets.
     *
     * @param variables added to those of its container
     * @return the task's ARN
     * @throws Failure when one of its kind runs already, or ECS does not start it
     */
    public String start(Map<String, String> variables) {
        requireNoneRuns();
        return start(definition(), subnets(), variables);
    }

    /**
     * Sees that none of its kind runs.
     *
     * @throws Failure when one does
     */
    public void requireNoneRuns() {
        var cluster = values.get(ComputeContract.CLUSTER_NAME);
        var family = kind.family(values.names());
        var running =
                ecs().listTasks(list -> list.cluster(cluster).family(family).desiredStatus(DesiredStatus.RUNNING));
        if (!running.taskArns().isEmpty()) {
            throw Failure.notReady("A task of the family %s runs already: wait until it has ended.".formatted(family));
        }
    }

    /**
     * Starts it with another definition than the deployed one.
     *
     * @param subnets in one of which it runs
     * @return the task's ARN
     * @throws Failure when ECS does not start it
     */
    public String start(String definition, List<String> subnets, Map<String, String> variables) {
        var answer = ecs().runTask(run -> run.cluster(values.get(ComputeContract.CLUSTER_NAME))
                .taskDefinition(definition)
                .launchType(LaunchType.FARGATE)
                .startedBy(TaskKind.STARTED_BY_OPERATOR)
                .propagateTags(PropagateTags.TASK_DEFINITION)
                .networkConfiguration(network -> network.awsvpcConfiguration(vpc -> vpc.subnets(subnets)
                        .securityGroups(values.get(NetworkContract.TASK_GROUP_ID))
                        .assignPublicIp(AssignPublicIp.DISABLED)))
                .overrides(overrides -> overrides.containerOverrides(override(variables))));
        return answer.tasks().stream()
                .map(Task::taskArn)
                .findFirst()
                .orElseThrow(() -> Failure.failed("ECS did not start a task of the family %s: %s"
                        .formatted(
                                kind.family(values.names()),
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

    /** How far it is; ECS may not know a task yet that it has just started. */
    public State state(String arn) {
        var found = ecs()
                .describeTasks(describe -> describe.cluster(values.get(ComputeContract.CLUSTER_NAME))
                        .tasks(arn))
                .tasks()
                .stream()
                .findFirst();
        if (found.isEmpty() && ++timesMissing >= MOST_TIMES_MISSING) {
            throw Failure.notFound("ECS knows the task no longer: " + arn);
        }
        return found.map(this::state).orElseGet(() -> new State("PENDING", Optional.empty(), ""));
    }

    private State state(Task task) {
        var exitStatus = task.containers().stream()
                .filter(container -> kind.label().equals(container.name()))
                .map(Container::exitCode)
                .filter(Objects::nonNull)
                .findFirst();
        return new State(task.lastStatus(), exitStatus, Objects.requireNonNullElse(task.stoppedReason(), ""));
    }

    /** What it wrote so far, a line each; nothing when it wrote nothing yet. */
    public TaskLog log(String arn) {
        return TaskLog.read(
                aws.client(CloudWatchLogsClient.builder()),
                values.get(ComputeContract.LOG_GROUP_NAME),
                kind.streamPrefix() + "/" + kind.label(),
                arn);
    }

    /** The last thing it complained of, else why ECS stopped it. */
    public String complaint(String arn, State state) {
        return log(arn).complaint().orElse(state.reason());
    }

    /** The private subnets of the deployment. */
    public List<String> subnets() {
        return NetworkContract.PRIVATE_SUBNET_IDS.stream()
                .flatMap(subnet -> values.find(subnet).stream())
                .toList();
    }

    private EcsClient ecs() {
        return aws.client(EcsClient.builder());
    }
}
