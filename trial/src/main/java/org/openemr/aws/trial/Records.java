package org.openemr.aws.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * What was done to a deployment, kept where it outlives it: parameters of which Parameter Store keeps what they were
 * before, too.
 *
 * @param root how the names of those parameters begin
 */
public record Records(SsmClient ssm, String root) {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** The latest record of a kind. */
    public <R> Optional<R> read(String kind, Class<R> type) {
        var parameter = name(kind);
        try {
            return Optional.of(MAPPER.readValue(
                    ssm.getParameter(get -> get.name(parameter)).parameter().value(), type));
        } catch (ParameterNotFoundException e) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The parameter %s holds no such record.".formatted(parameter), e);
        }
    }

    private String name(String kind) {
        return root + "/" + kind;
    }

    /** Writes it over the one before; at most 4 KiB. */
    public void write(String kind, Object record) {
        try {
            var text = MAPPER.writeValueAsString(record);
            ssm.putParameter(put -> put.name(name(kind))
                    .type(ParameterType.STRING)
                    .tier(ParameterTier.STANDARD)
                    .overwrite(true)
                    .value(text));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
