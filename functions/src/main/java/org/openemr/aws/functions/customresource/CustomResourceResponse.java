package org.openemr.aws.functions.customresource;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The answer to CloudFormation, put where the request says. */
final class CustomResourceResponse {

    private static final int ATTEMPTS = 3;
    private static final int TIMEOUT_MILLISECONDS = 10_000;
    private static final int LONGEST_REASON = 1000;

    /** The identity of a resource whose creation failed. */
    private static final String NEVER_MADE = "never-made";

    private final Map<String, Object> fields = new LinkedHashMap<>();

    CustomResourceResponse(Map<String, Object> event) {
        Stream.of("StackId", "RequestId", "LogicalResourceId").forEach(field -> fields.put(field, event.get(field)));
    }

    void succeeded(CustomResourceAnswer answer) {
        fields.put("Status", "SUCCESS");
        fields.put("PhysicalResourceId", answer.physicalId());
        fields.put("Data", answer.attributes());
    }

    /** A failed creation gets an identity of its own, which is then deleted and was never made. */
    void failed(CustomResourceRequest request, String reason) {
        fields.put("Status", "FAILED");
        fields.put("Reason", reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason);
        fields.put("PhysicalResourceId", request.physicalId().orElse(NEVER_MADE));
    }

    void send(URI url) {
        IOException last = null;
        for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                put(url);
                return;
            } catch (IOException e) {
                last = e;
            }
        }
        throw new UncheckedIOException("CloudFormation cannot be told", last);
    }

    private void put(URI url) throws IOException {
        var connection = (HttpURLConnection) url.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLISECONDS);
        connection.setReadTimeout(TIMEOUT_MILLISECONDS);
        connection.setRequestMethod("PUT");
        connection.setDoOutput(true);
        // The URL is signed for an empty content type.
        connection.setRequestProperty("Content-Type", "");
        try (var body = connection.getOutputStream()) {
            body.write(JSON.std.asBytes(fields));
        }
        var status = connection.getResponseCode();
        if (status >= HttpURLConnection.HTTP_BAD_REQUEST) {
            throw new IOException("Status " + status);
        }
    }
}
