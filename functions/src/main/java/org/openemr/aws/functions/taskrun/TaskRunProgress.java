package org.openemr.aws.functions.taskrun;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.customresource.CustomResourceAnswer;
import org.openemr.aws.functions.customresource.CustomResourceRequest;
import org.openemr.aws.functions.customresource.CustomResourceResponse;
import org.openemr.aws.functions.customresource.StackState;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.ecs.EcsClient;

/**
 * Polled until a window of a task run is over: waits for recovery points, starts the task once, and waits for its end. It
 * keeps no state of its own: what it needs to know is asked of AWS each time, by the run's name.
 */
public final class TaskRunProgress implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    private final Tasks tasks;
    private final RecoveryPoints recoveryPoints;
    private final StackState stack;
    private final Clock clock;
    private final EventLog log;

    /** The constructor that Lambda calls: clients for the function's own region and role. */
    public TaskRunProgress() {
        this(
                EcsClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                BackupClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                new StackState(CloudFormationClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build()),
                Clock.systemUTC(),
                new EventLog());
    }

    /** For tests: given clients. */
    TaskRunProgress(EcsClient ecs, BackupClient backup, StackState stack, Clock clock, EventLog log) {
        this.tasks = new Tasks(ecs);
        this.recoveryPoints = new RecoveryPoints(backup);
        this.stack = stack;
        this.clock = clock;
        this.log = log;
    }

    /**
     * One look. CloudFormation is told when the window is over, or the task has failed; on the way back a failure is only logged.
     *
     * @param input the request of CloudFormation with the run's {@code Data}, and {@code Error} when a look itself failed
     * @return {@code IsComplete}: whether CloudFormation has its answer
     */
    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
        var event = new DeploymentEvent(input);
        Optional<TaskRun> ended;
        try {
            ended = input.containsKey("Error") ? giveUp(input.get("Error")) : look(event);
        } catch (TaskRunFailedException e) {
            var reason = String.valueOf(e.getMessage());
            var run = event.runOfThisWindow();
            if (!run.goingBack()) {
                new CustomResourceResponse(input).failed(CustomResourceRequest.from(input), reason);
                return Map.of("IsComplete", true);
            }
            // What failed on the way there may fail on the way back, and a stack that cannot go back is stuck.
            log.warn("task-failed-on-the-way-back", Map.of("error", reason));
            ended = Optional.of(run.asFinished());
        }
        ended.ifPresent(run -> new CustomResourceResponse(input)
                .succeeded(new CustomResourceAnswer(event.physicalId(), run.asData())));
        return Map.of("IsComplete", ended.isPresent());
    }

    private static Optional<TaskRun> giveUp(Object error) {
        throw new TaskRunFailedException("The task run cannot be followed any longer: " + error);
    }

    /** The run when the window is over: finished, or for the next window to go on with. */
    private Optional<TaskRun> look(DeploymentEvent event) {
        var run = event.runOfThisWindow();
        if (run.finished() || advance(event, run)) {
            return Optional.of(run.asFinished());
        }
        if (clock.instant().isBefore(run.windowEnds())) {
            return Optional.empty();
        }
        var request = event.request();
        if (request.lastForRecoveryPoints() && tasks.find(request, run.name()).isEmpty()) {
            throw new TaskRunFailedException(
                    "The task could not begin in time: the recovery points are not complete, or another"
                            + " task of its kind still runs. Nothing was changed. " + request.whereToLook());
        }
        if (request.lastWindow()) {
            throw endOfTime(request, run);
        }
        return Optional.of(run);
    }

    private TaskRunFailedException endOfTime(TaskRunRequest request, TaskRun run) {
        if (request.stopAtLimit()) {
            tasks.stop(request, run.name(), "The time limit of the deployment is over");
            return new TaskRunFailedException(
                    "The task did not end within its time limit and was stopped. " + request.whereToLook());
        }
        return new TaskRunFailedException(
                "The task did not end within its time limit. It goes on, so that nothing is left half"
                        + " done: when it has ended, deploy again. " + request.whereToLook());
    }

    /** Does the next step of the run, if it is due; true when the task has ended well. */
    private boolean advance(DeploymentEvent event, TaskRun run) {
        var request = event.request();
        var task = tasks.find(request, run.name());
        if (task.isPresent()) {
            return TaskResult.endedWell(task.get(), request);
        }
        if (tasks.anotherIsRunning(request, run.name())) {
            // On the way back there is nothing to wait for: the service is still what it was, and the other task ends
            // by itself.
            return run.goingBack();
        }
        if (recoveryPoints.areComplete(run.recoveryPointJobs())) {
            if (isNoLongerWanted(event, run)) {
                return true;
            }
            tasks.start(request, run.name());
        }
        return false;
    }

    /**
     * CloudFormation waits for no resource when another one fails or somebody cancels: a run that waited for recovery points must not
     * begin to upgrade a stack that went back meanwhile.
     */
    private boolean isNoLongerWanted(DeploymentEvent event, TaskRun run) {
        return run.goingBack() ? !stack.isGoingBack(event.stackId()) : !stack.isGoingForward(event.stackId());
    }
}
