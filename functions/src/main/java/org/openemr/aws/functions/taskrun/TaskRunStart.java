package org.openemr.aws.functions.taskrun;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.customresource.CustomResourceAnswer;
import org.openemr.aws.functions.customresource.CustomResourceRequest;
import org.openemr.aws.functions.customresource.CustomResourceResponse;
import org.openemr.aws.functions.customresource.StackState;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;

/**
 * Begins a window of a task run when CloudFormation asks for one: names the run, takes recovery points first when the image
 * of an installed system changes, and starts the state machine that asks {@link TaskRunProgress} until the window is over.
 * CloudFormation is answered there; here only when a window cannot begin.
 */
public final class TaskRunStart implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    private final RecoveryPoints recoveryPoints;
    private final SfnClient stateMachines;
    private final StackState stack;
    private final Tasks tasks;
    private final String stateMachineArn;
    private final Clock clock;
    private final EventLog log;

    /** The constructor that Lambda calls: clients for the function's own region and role. */
    public TaskRunStart() {
        this(
                BackupClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                SfnClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                new StackState(CloudFormationClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build()),
                new Tasks(EcsClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build()),
                System.getenv("STATE_MACHINE_ARN"),
                Clock.systemUTC(),
                new EventLog());
    }

    /** For tests: given clients. */
    TaskRunStart(
            BackupClient backup,
            SfnClient stateMachines,
            StackState stack,
            Tasks tasks,
            String stateMachineArn,
            Clock clock,
            EventLog log) {
        this.recoveryPoints = new RecoveryPoints(backup);
        this.stateMachines = stateMachines;
        this.stack = stack;
        this.tasks = tasks;
        this.stateMachineArn = stateMachineArn;
        this.clock = clock;
        this.log = log;
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
        var event = new DeploymentEvent(input);
        if (event.isDelete()) {
            new CustomResourceResponse(input).succeeded(new CustomResourceAnswer(event.physicalId(), Map.of()));
            return Map.of();
        }
        try {
            follow(input, event);
        } catch (RuntimeException e) {
            log.warn("task-run-not-begun", Map.of("error", String.valueOf(e.getMessage())));
            answerWithoutRun(input, event, e);
        }
        return Map.of();
    }

    /** A way back that cannot run its task goes on without it: a stack that cannot go back is stuck. */
    private void answerWithoutRun(Map<String, Object> input, DeploymentEvent event, RuntimeException cause) {
        if (isSurelyGoingBack(event)) {
            var run = TaskRun.begin(event.requestId(), List.of()).asFinished().asGoingBack(true);
            new CustomResourceResponse(input).succeeded(new CustomResourceAnswer(event.physicalId(), run.asData()));
        } else {
            new CustomResourceResponse(input)
                    .failed(CustomResourceRequest.from(input), "The task run cannot begin: " + cause.getMessage());
        }
    }

    private boolean isSurelyGoingBack(DeploymentEvent event) {
        try {
            return stack.isGoingBack(event.stackId());
        } catch (SdkException e) {
            return false;
        }
    }

    /** A request that arrives twice is followed once: the execution has the request's name. */
    private void follow(Map<String, Object> input, DeploymentEvent event) {
        var window = new HashMap<>(input);
        window.put("PhysicalResourceId", event.physicalId());
        window.put("Data", windowOf(event).asData());
        try {
            stateMachines.startExecution(start -> start.stateMachineArn(stateMachineArn)
                    .name(event.requestId())
                    .input(json(window)));
        } catch (ExecutionAlreadyExistsException e) {
            log.info("task-run-followed-already", Map.of("request", event.requestId()));
        }
    }

    private TaskRun windowOf(DeploymentEvent event) {
        var goingBack = stack.isGoingBack(event.stackId());
        var run = event.continuedRun().orElseGet(() -> begin(event, goingBack));
        return run.asGoingBack(goingBack)
                .endingAt(clock.instant().plus(event.request().window()));
    }

    /**
     * Recovery points are of the state before an upgrade: none is taken on the way back from one, nor beside one that still runs,
     * for both would be of a state in between.
     */
    private TaskRun begin(DeploymentEvent event, boolean goingBack) {
        var request = event.request();
        var isBefore = event.changesImageOfInstalledSystem()
                && !goingBack
                && !tasks.anotherDeploymentsIsRunning(request, event.requestId());
        return TaskRun.begin(
                event.requestId(),
                isBefore
                        ? recoveryPoints.start(request.backup(), event.requestId(), event.changeOfImage())
                        : List.of());
    }

    private static String json(Map<String, Object> value) {
        try {
            return JSON.std.asString(value);
        } catch (IOException e) {
            throw new IllegalStateException("An event of CloudFormation is JSON", e);
        }
    }
}
