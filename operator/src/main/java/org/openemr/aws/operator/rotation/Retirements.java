package org.openemr.aws.operator.rotation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Objects;
import java.util.Optional;
import org.openemr.aws.contracts.RotationContract;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.operator.aws.DeployedValues;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/** What takes away the credential that was in use before: executions of a state machine, named after the version that stays. */
public final class Retirements {

    private static final int EVENTS_OF_A_LOOK = 20;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final SfnClient client;
    private final String machine;

    public Retirements(Aws aws, DeployedValues values) {
        client = aws.client(SfnClient.builder());
        machine = values.get(RotationContract.RETIREMENT_MACHINE_ARN);
    }

    /**
     * How far one is.
     *
     * @param status of its latest execution
     * @param waitsFor what it waits for, when it says so
     */
    public record State(ExecutionStatus status, String waitsFor) {

        public boolean hasEnded() {
            return status != ExecutionStatus.RUNNING && status != ExecutionStatus.PENDING_REDRIVE;
        }

        public boolean succeeded() {
            return status == ExecutionStatus.SUCCEEDED;
        }
    }

    /** How far the one is that leaves a version: of several that which runs, or the one that ended last, which Step Functions lists first. */
    public Optional<State> of(String version) {
        var all = client.listExecutionsPaginator(list -> list.stateMachineArn(machine)).executions().stream()
                .filter(execution -> execution.name().startsWith(version))
                .toList();
        return all.stream()
                .filter(execution -> execution.status() == ExecutionStatus.RUNNING)
                .findFirst()
                .or(() -> all.stream().findFirst())
                .map(this::state);
    }

    private State state(ExecutionListItem execution) {
        var running = execution.status() == ExecutionStatus.RUNNING;
        return new State(execution.status(), running ? waitsFor(execution.executionArn()) : "");
    }

    private String waitsFor(String execution) {
        return client
                .getExecutionHistory(get -> get.executionArn(execution)
                        .reverseOrder(true)
                        .maxResults(EVENTS_OF_A_LOOK)
                        .includeExecutionData(true))
                .events()
                .stream()
                .map(HistoryEvent::stateExitedEventDetails)
                .filter(Objects::nonNull)
                .map(exited -> waitsForIn(exited.output()))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String waitsForIn(String output) {
        try {
            return MAPPER.readTree(Objects.requireNonNullElse(output, "{}"))
                    .at("/Progress/WaitsFor")
                    .asText();
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
