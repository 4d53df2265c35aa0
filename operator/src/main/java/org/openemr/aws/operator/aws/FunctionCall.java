package org.openemr.aws.operator.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.openemr.aws.operator.Failure;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Calls functions of the deployment and waits for their answers. */
public final class FunctionCall {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Longer than any function of the deployment runs that is called. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private FunctionCall() {}

    /**
     * Calls a function.
     *
     * @param purpose what it was to do, for the message when it fails
     * @throws Failure when the function failed
     */
    public static JsonNode of(Aws aws, String function, Map<String, Object> input, String purpose) {
        try {
            var payload = SdkBytes.fromByteArray(MAPPER.writeValueAsBytes(new TreeMap<>(input)));
            var response = aws.clientThatWaits(LambdaClient.builder(), LONGEST)
                    .invoke(invoke -> invoke.functionName(function).payload(payload));
            var answer = MAPPER.readTree(response.payload().asInputStream());
            if (response.functionError() != null) {
                throw Failure.failed("%s did not %s: %s"
                        .formatted(
                                function, purpose, answer.path("errorMessage").asText("no reason given")));
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
