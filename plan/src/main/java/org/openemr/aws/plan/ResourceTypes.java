package org.openemr.aws.plan;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The types that templates of this project use, from the resource specification that the CDK's own {@code diff} reads (npm
 * {@code @aws-cdk/aws-service-spec}). A test of the app's module makes the file and keeps it current.
 */
public final class ResourceTypes {

    private static final String FILE = "update-behaviour.json";
    private static final Map<String, ResourceType> KNOWN = read();

    private ResourceTypes() {}

    /** What is known of a type; nothing of custom resources and of types that no template of this version uses. */
    public static Optional<ResourceType> of(String type) {
        return Optional.ofNullable(KNOWN.get(type));
    }

    private static Map<String, ResourceType> read() {
        try (var file = Objects.requireNonNull(ResourceTypes.class.getResourceAsStream(FILE), FILE)) {
            return new ObjectMapper().readValue(file, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
