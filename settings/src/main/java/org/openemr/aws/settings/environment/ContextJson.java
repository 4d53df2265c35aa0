package org.openemr.aws.settings.environment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.Optional;

/** The settings under {@code context} of a JSON file, as the CDK's command line reads them: comments are allowed, a key that stands twice is not. */
public final class ContextJson {

    /** Reads such files. */
    public static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Where the settings are. */
    public static final String CONTEXT = "context";

    private static final String MARK = "\uFEFF";

    private ContextJson() {}

    /**
     * The settings of a text; empty when it has none.
     *
     * @throws JsonProcessingException when it is no JSON
     */
    public static Optional<Map<String, Object>> settings(String text) throws JsonProcessingException {
        var context = MAPPER.readTree(readable(text)).path(CONTEXT);
        return context.isObject()
                ? Optional.of(MAPPER.convertValue(context, new TypeReference<>() {}))
                : Optional.empty();
    }

    /** What JSON begins with: some editors put a mark before it, for which a space stands, so that places stay the same. */
    public static String readable(String text) {
        return text.startsWith(MARK) ? " " + text.substring(MARK.length()) : text;
    }
}
