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
public final class CustomResourceResponse {

    private static final int ATTEMPTS = 3;
    private static final int TIMEOUT_MILLISECONDS = 10_000;
    private static final int LONGEST_REASON = 1000;

    /** The identity of a resource whose creation failed. */
    private static final String NEVER_MADE = "never-made";

    private final Map<String, Object> fields = new LinkedHashMap<>();

    private final URI url;

    /**
     * An answer that is still to be given.
     *
     * @param event what CloudFormation sent
     */
    public CustomResourceResponse(Map<String, Object> event) {
        url = URI.create((String) event.get("ResponseURL"));
        Stream.of("StackId", "RequestId", "LogicalResourceId").forEach(field -> fields.put(field, event.get(field)));
    }

    /** Tells that the resource is what it should be. */
    public void succeeded(CustomResourceAnswer answer) {
        fields.put("Status", "SUCCESS");
        fields.put("PhysicalResourceId", answer.physicalId());
        fields.put("Data", answer.attributes());
        send();
    }

    /** Tells what went wrong. A failed creation gets an identity of its own, which is then deleted and was never made. */
    public void failed(CustomResourceRequest request, String reason) {
        fields.put("Status", "FAILED");
        fields.put("Reason", reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason);
        fields.put("PhysicalResourceId", request.physicalId().orElse(NEVER_MADE));
        send();
    }

    private void send() {
        IOException last = null;
        for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                put();
                return;
            } catch (IOException e) {
                last = e;
            }
        }
        throw new UncheckedIOException("CloudFormation cannot be told", last);
    }

    private void put() throws IOException {
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
