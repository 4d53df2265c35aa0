package org.openemr.aws.operator.image;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What an image consists of, as its registry has it.
 *
 * @param text the very bytes that the digest is of
 */
record ImageManifest(String digest, String mediaType, String text, JsonNode json) {

    String configDigest() {
        return json.path("config").path("digest").asText();
    }

    /** Everything that must be there before the manifest. */
    List<String> blobs() {
        var layers = StreamSupport.stream(json.path("layers").spliterator(), false)
                .map(layer -> layer.path("digest").asText());
        return Stream.concat(Stream.of(configDigest()), layers).distinct().toList();
    }
}
