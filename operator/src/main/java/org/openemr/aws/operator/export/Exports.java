package org.openemr.aws.operator.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openemr.aws.contracts.AnalyticsContract;
import org.openemr.aws.contracts.ComputeContract;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.aws.FunctionCall;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.rds.RdsClient;

/** Starts exports, and sees how far they are. */
public final class Exports {

    private final Aws aws;
    private final DeployedValues values;

    public Exports(Aws aws, DeployedValues values) {
        this.aws = aws;
        this.values = values;
    }

    /**
     * How far an export is.
     *
     * @param percent 0 to 100, below 0 when nobody knows
     * @param failure why it failed, empty when it did not
     */
    public record State(String text, double percent, boolean ended, String failure) {}

    /** Starts the copy of the files, or finds the one that runs; returns the ARN of the task that copies. */
    public String startFiles() {
        return invoke(values.get(AnalyticsContract.FILE_EXPORT_FUNCTION), Map.of())
                .path("taskArn")
                .asText();
    }

    /** Starts the export of the database, or finds the one that runs; returns its identifier. */
    public String startDatabase(List<String> tables) {
        var input = tables.isEmpty() ? Map.<String, Object>of() : Map.<String, Object>of("tables", tables);
        return invoke(values.get(AnalyticsContract.DATABASE_EXPORT_FUNCTION), input)
                .path("ExportTaskIdentifier")
                .asText();
    }

    /** How far the copy of the files is. */
    public State files(String taskArn) {
        var task = aws
                .client(EcsClient.builder())
                .describeTasks(describe -> describe.cluster(values.get(ComputeContract.CLUSTER_NAME))
                        .tasks(taskArn))
                .tasks()
                .stream()
                .findFirst()
                .orElseThrow(() -> Failure.notFound("ECS knows the task no longer: " + taskArn));
        var ended = "STOPPED".equals(task.lastStatus());
        var good = ended
                && task.containers().stream()
                        .filter(container -> !isOfGuardDuty(container))
                        .allMatch(container -> Integer.valueOf(0).equals(container.exitCode()));
        return new State(
                task.lastStatus(),
                good ? 100 : -1,
                ended,
                ended && !good ? "the task stopped: " + task.stoppedReason() : "");
    }

    /** How far the export of the database is. */
    public State database(String identifier) {
        var task = aws
                .client(RdsClient.builder())
                .describeExportTasks(describe -> describe.exportTaskIdentifier(identifier))
                .exportTasks()
                .stream()
                .findFirst()
                .orElseThrow(() -> Failure.notFound("RDS does not know the export " + identifier));
        var ended = List.of("COMPLETE", "FAILED", "CANCELED").contains(task.status());
        var failure = ended && !"COMPLETE".equals(task.status())
                ? "RDS says " + task.status() + (task.failureCause() == null ? "" : ": " + task.failureCause())
                : "";
        return new State(task.status(), task.percentProgress() == null ? 0 : task.percentProgress(), ended, failure);
    }

    /** GuardDuty adds a container of its own to tasks that it watches; functions/TaskContainers says more. */
    private static boolean isOfGuardDuty(Container container) {
        return Objects.requireNonNullElse(container.name(), "").startsWith("aws-guardduty-agent");
    }

    private JsonNode invoke(String function, Map<String, Object> input) {
        return FunctionCall.of(aws, function, input, "start the export");
    }
}
