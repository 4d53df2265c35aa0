package org.openemr.aws.functions.rotation;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.openemr.aws.functions.NamedValues;
import org.openemr.aws.functions.TaskContainers;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * The tasks of ComputeStack that hold credentials: ECS gives them to a task when it starts, and not again.
 *
 * @param values {@code CLUSTER}, {@code SERVICE}, {@code SERVICE_FAMILY}, {@code SET_UP_FAMILY}, {@code CONNECTION_FAMILY},
 *     {@code SUBNETS} with commas between, and {@code TASK_GROUP}
 */
record RotationTasks(EcsClient ecs, NamedValues values) {

    private static final int MOST_TASKS_DESCRIBED_AT_ONCE = 100;
    private static final String STARTER = "credential-rotation";
    private static final String STOPPED = "STOPPED";

    /** Whether set-up is at work, or about to be. */
    boolean setUpIsRunning() {
        return tasks("SET_UP_FAMILY").findAny().isPresent();
    }

    /** Whether a task is at work, or about to be, that writes OpenEMR's database user. */
    boolean connectionIsRunning() {
        return tasks("CONNECTION_FAMILY").findAny().isPresent();
    }

    /**
     * Starts the task that writes OpenEMR's database user where OpenEMR reads it.
     *
     * @return its ARN
     */
    String startConnection() {
        var answer = ecs.runTask(run -> run.cluster(cluster())
                .taskDefinition(values.text("CONNECTION_FAMILY"))
                .launchType(LaunchType.FARGATE)
                .count(1)
                .startedBy(STARTER)
                .propagateTags(PropagateTags.TASK_DEFINITION)
                .networkConfiguration(network -> network.awsvpcConfiguration(
                        vpc -> vpc.subnets(values.text("SUBNETS").split(","))
                                .securityGroups(values.text("TASK_GROUP"))
                                .assignPublicIp(AssignPublicIp.DISABLED))));
        return answer.tasks().stream()
                .map(Task::taskArn)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("ECS did not start the task: " + answer.failures()));
    }

    /**
     * How a task ended.
     *
     * @param wentWell whether its container ran, and ended with 0
     * @param reason ECS's words
     */
    record End(boolean wentWell, String reason) {}

    /** How a task ended; empty as long as it has not. One that ECS does not know any more did not go well. */
    Optional<End> end(String arn) {
        var found = ecs.describeTasks(describe -> describe.cluster(cluster()).tasks(arn)).tasks().stream()
                .findFirst();
        if (found.isEmpty()) {
            return Optional.of(new End(false, "ECS knows the task no longer"));
        }
        return found.filter(task -> STOPPED.equals(task.lastStatus()))
                .map(task -> new End(
                        TaskContainers.own(task)
                                .map(Container::exitCode)
                                .filter(Objects::nonNull)
                                .anyMatch(status -> status == 0),
                        String.valueOf(task.stoppedReason())));
    }

    /** Whether a task serves, or finishes what it began, that was made before a time. */
    boolean servesOneFromBefore(Instant time) {
        return tasks("SERVICE_FAMILY").anyMatch(task -> isFromBefore(task, time));
    }

    /** Whether one of those is to go on serving. */
    boolean keepsOneFromBefore(Instant time) {
        return tasks("SERVICE_FAMILY", DesiredStatus.RUNNING).anyMatch(task -> isFromBefore(task, time));
    }

    /** One that has no time yet is being made, and gets its secrets later. */
    private static boolean isFromBefore(Task task, Instant time) {
        return Optional.ofNullable(task.createdAt())
                .filter(made -> made.isBefore(time))
                .isPresent();
    }

    /** Whether the service is changing its tasks. */
    boolean serviceIsChanging() {
        var deployments = deployments();
        return deployments.size() > 1
                || deployments.stream()
                        .anyMatch(deployment -> deployment.rolloutState() == DeploymentRolloutState.IN_PROGRESS);
    }

    /**
     * Begins to replace the tasks of the service, one after the other, by tasks of the same definition.
     *
     * @return the id of the deployment that does it
     */
    String replaceServingTasks() {
        return ecs
                .updateService(update -> update.cluster(cluster())
                        .service(values.text("SERVICE"))
                        .forceNewDeployment(true))
                .service()
                .deployments()
                .stream()
                .filter(deployment -> "PRIMARY".equals(deployment.status()))
                .map(Deployment::id)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("ECS did not begin to replace the tasks of the service"));
    }

    private List<Deployment> deployments() {
        return ecs
                .describeServices(describe -> describe.cluster(cluster()).services(values.text("SERVICE")))
                .services()
                .stream()
                .flatMap(service -> service.deployments().stream())
                .toList();
    }

    /** Tasks of a family that work, those included that ECS has told to stop and that finish what they began. */
    private Stream<Task> tasks(String family) {
        return Stream.of(DesiredStatus.RUNNING, DesiredStatus.STOPPED).flatMap(status -> tasks(family, status));
    }

    private Stream<Task> tasks(String family, DesiredStatus status) {
        return ecs
                .listTasksPaginator(list -> list.cluster(cluster())
                        .family(values.text(family))
                        .desiredStatus(status)
                        .maxResults(MOST_TASKS_DESCRIBED_AT_ONCE))
                .stream()
                .filter(page -> !page.taskArns().isEmpty())
                .flatMap(page ->
                        ecs
                                .describeTasks(
                                        describe -> describe.cluster(cluster()).tasks(page.taskArns()))
                                .tasks()
                                .stream())
                .filter(task -> !STOPPED.equals(task.lastStatus()));
    }

    private String cluster() {
        return values.text("CLUSTER");
    }
}
