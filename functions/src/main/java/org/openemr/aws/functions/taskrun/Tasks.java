package org.openemr.aws.functions.taskrun;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.Task;

/** The tasks of one family in ECS; a run is found by the name in its task's {@code startedBy}. */
final class Tasks {

    private static final int MOST_TASKS_DESCRIBED_AT_ONCE = 100;
    /** What ECS knows as the starter of a task that {@code openemr} started. */
    static final String OPERATOR = "openemr-operator";

    /** The group of those that a change of credentials started. */
    static final String ROTATION = "credential-rotation";

    private static final String STOPPED = "STOPPED";

    private final EcsClient ecs;

    Tasks(EcsClient ecs) {
        this.ecs = ecs;
    }

    /** The task of a run, running or stopped within the last hour. */
    Optional<Task> find(TaskRunRequest request, String runName) {
        return Stream.of(DesiredStatus.RUNNING, DesiredStatus.STOPPED)
                .flatMap(status -> list(request, status))
                .filter(task -> runName.equals(task.startedBy()))
                .findFirst();
    }

    /** Whether a task of another run is still running: two set-ups never work on one database. */
    boolean anotherIsRunning(TaskRunRequest request, String runName) {
        return others(request, runName).findAny().isPresent();
    }

    /**
     * Whether the task of another deployment is still running. One that the operator or a change of credentials started works on what is
     * deployed and upgrades nothing.
     */
    boolean anotherDeploymentsIsRunning(TaskRunRequest request, String runName) {
        return others(request, runName)
                .anyMatch(task -> !OPERATOR.equals(task.startedBy()) && !ROTATION.equals(task.group()));
    }

    private Stream<Task> others(TaskRunRequest request, String runName) {
        return list(request, DesiredStatus.RUNNING)
                .filter(task -> !runName.equals(task.startedBy()) && !STOPPED.equals(task.lastStatus()));
    }

    /**
     * Starts the task of a run; a repeated call starts no second one.
     *
     * @throws TaskRunFailedException when ECS refuses for a reason that waiting does not cure
     */
    void start(TaskRunRequest request, String runName) {
        try {
            var response = ecs.runTask(run -> run.cluster(request.cluster())
                    .taskDefinition(request.taskDefinition())
                    .launchType(LaunchType.FARGATE)
                    .count(1)
                    .clientToken(runName)
                    .startedBy(runName)
                    .propagateTags(PropagateTags.TASK_DEFINITION)
                    .networkConfiguration(network -> network.awsvpcConfiguration(vpc -> vpc.subnets(request.subnets())
                            .securityGroups(request.securityGroups())
                            .assignPublicIp(AssignPublicIp.DISABLED))));
            response.failures().stream()
                    .filter(failure -> !isShortOfCapacity(failure.reason()))
                    .findFirst()
                    .ifPresent(Tasks::refuse);
        } catch (EcsException e) {
            if (!isShortOfCapacity(String.valueOf(e.getMessage()))) {
                throw e;
            }
        }
    }

    /** Stops the task of a run, if it is still there. */
    void stop(TaskRunRequest request, String runName, String reason) {
        find(request, runName)
                .filter(task -> !STOPPED.equals(task.lastStatus()))
                .ifPresent(task -> ecs.stopTask(stop ->
                        stop.cluster(request.cluster()).task(task.taskArn()).reason(reason)));
    }

    private Stream<Task> list(TaskRunRequest request, DesiredStatus status) {
        return ecs
                .listTasksPaginator(list -> list.cluster(request.cluster())
                        .family(request.family())
                        .desiredStatus(status)
                        .maxResults(MOST_TASKS_DESCRIBED_AT_ONCE))
                .stream()
                .filter(page -> !page.taskArns().isEmpty())
                .flatMap(page -> ecs
                        .describeTasks(
                                describe -> describe.cluster(request.cluster()).tasks(page.taskArns()))
                        .tasks()
                        .stream());
    }

    private static void refuse(Failure failure) {
        throw new TaskRunFailedException(
                "ECS did not start the task: " + failure.reason() + ", " + failure.detail() + ".");
    }

    /** Fargate has no room at the moment; the next poll tries again. */
    private static boolean isShortOfCapacity(String reason) {
        return reason != null && reason.toLowerCase(Locale.ROOT).contains("capacity is unavailable");
    }
}
