package org.openemr.aws.functions.rotation;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.openemr.aws.functions.NamedValues;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * Begins what takes a credential away.
 *
 * @param machine the ARN of the state machine that asks {@link CredentialRetirement} until it is done
 */
record Retirements(SfnClient client, String machine) {

    /** With a client for the function's own region and role. */
    static Retirements ofEnvironment(NamedValues environment) {
        return new Retirements(
                SfnClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                environment.text("STATE_MACHINE_ARN"));
    }

    /** Begins, unless one is at work; if there are two all the same, both do the same. The name begins with the version that stays. */
    void begin(Rotations.Rotation rotation, String version) {
        var isAtWork = client
                .listExecutionsPaginator(list -> list.stateMachineArn(machine).statusFilter(ExecutionStatus.RUNNING))
                .executions()
                .stream()
                .anyMatch(execution -> execution.name().startsWith(version));
        if (isAtWork) {
            return;
        }
        var input = new TreeMap<>(Map.of("Secret", rotation.secret().arn(), "Version", version));
        client.startExecution(start -> start.stateMachineArn(machine)
                .name(version + "-" + UUID.randomUUID().toString().substring(0, 8))
                .input(json(input)));
    }

    private static String json(Map<String, String> value) {
        try {
            return JSON.std.asString(value);
        } catch (IOException e) {
            throw new IllegalStateException("Texts are written as JSON", e);
        }
    }
}
