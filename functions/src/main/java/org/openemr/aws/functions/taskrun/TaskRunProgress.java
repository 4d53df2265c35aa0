package org.openemr.aws.functions.taskrun;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.ecs.EcsClient;

/**
 * Polled until a window of a task run is over: waits for recovery points, starts the task once, and waits for its end. It
 * keeps no state of its own: what it needs to know is asked of AWS each time, by the run's name.
 */
public final class TaskRunProgress implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    private final Tasks tasks;
    private final RecoveryPoints recoveryPoints;
    private final Clock clock;

    /** The constructor that Lambda calls: clients for the function's own region and role. */
    public TaskRunProgress() {
        this(
                EcsClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                BackupClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                Clock.systemUTC());
    }

    /** For tests: given clients. */
    TaskRunProgress(EcsClient ecs, BackupClient backup, Clock clock) {
        this.tasks = new Tasks(ecs);
        this.recoveryPoints = new RecoveryPoints(backup);
        this.clock = clock;
    }

    /**
     * One poll.
     *
     * @throws TaskRunFailedException when the task failed or the last window is over; the message reaches CloudFormation
     */
    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
        var event = new DeploymentEvent(input);
        if (event.isDelete()) {
            return Map.of("IsComplete", true);
        }
        var run = event.runOfThisWindow();
        if (run.finished() || advance(event.request(), run)) {
            return complete(run.asFinished());
        }
        if (clock.instant().isBefore(run.windowEnds())) {
            return Map.of("IsComplete", false);
        }
        if (event.request().lastWindow()) {
            tasks.stop(event.request(), run.name(), "The time limit of the deployment is over");
            throw new TaskRunFailedException("The task did not end within its time limit and was stopped. "
                    + event.request().whereToLook());
        }
        return complete(run);
    }

    /** Does the next step of the run, if it is due; true when the task has ended well. */
    private boolean advance(TaskRunRequest request, TaskRun run) {
        var task = tasks.find(request, run.name());
        if (task.isPresent()) {
            return TaskResult.endedWell(task.get(), request);
        }
        if (recoveryPoints.areComplete(run.recoveryPointJobs()) && !tasks.anotherIsRunning(request, run.name())) {
            tasks.start(request, run.name());
        }
        return false;
    }

    private static Map<String, Object> complete(TaskRun run) {
        return Map.of("IsComplete", true, "Data", run.asData());
    }
}
