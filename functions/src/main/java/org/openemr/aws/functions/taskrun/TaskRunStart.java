package org.openemr.aws.functions.taskrun;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.backup.BackupClient;

/**
 * Begins a window of a task run: names the run, and takes recovery points first when the image of an installed system
 * changes. The task itself is started by {@link TaskRunProgress} once the recovery points are complete.
 */
public final class TaskRunStart implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    private final RecoveryPoints recoveryPoints;
    private final Clock clock;

    /** The constructor that Lambda calls: clients for the function's own region and role. */
    public TaskRunStart() {
        this(
                BackupClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                Clock.systemUTC());
    }

    /** For tests: given clients. */
    TaskRunStart(BackupClient backup, Clock clock) {
        this.recoveryPoints = new RecoveryPoints(backup);
        this.clock = clock;
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
        var event = new DeploymentEvent(input);
        if (event.isDelete()) {
            return Map.of("PhysicalResourceId", event.physicalId());
        }
        var run = event.continuedRun().orElseGet(() -> begin(event));
        var windowEnds = clock.instant().plus(event.request().window());
        return Map.of(
                "PhysicalResourceId",
                event.physicalId(),
                "Data",
                run.endingAt(windowEnds).asData());
    }

    private TaskRun begin(DeploymentEvent event) {
        var jobs = event.changesImageOfInstalledSystem()
                ? recoveryPoints.start(event.request().backup(), event.requestId())
                : List.<String>of();
        return TaskRun.begin(event.requestId(), jobs);
    }
}
