package org.openemr.aws.cost;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/**
 * Types of resources that an estimate has no figure for, each with the reason.
 *
 * @param free by type: why it costs nothing, or less than a cent
 * @param byUse by type: what is paid where it is used, which nobody can tell before
 */
public record Uncharged(Map<String, String> free, Map<String, String> byUse) {

    /** The table of this version of the project. */
    public static Uncharged table() {
        try (var stream = Uncharged.class.getResourceAsStream("uncharged.json")) {
            return new ObjectMapper()
                    .readValue(Objects.requireNonNull(stream, "uncharged.json"), new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
