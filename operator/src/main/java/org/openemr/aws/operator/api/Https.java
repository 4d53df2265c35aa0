package org.openemr.aws.operator.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.openemr.aws.operator.Failure;

/** HTTP with verified certificates, or without when that was asked for. Redirections are answers, not followed. */
public final class Https {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient client;

    /**
     * A client.
     *
     * @param insecure whether any certificate is believed
     */
    public Https(boolean insecure) {
        var builder = HttpClient.newBuilder().connectTimeout(LIMIT);
        if (insecure) {
            builder.sslContext(believingAnybody());
        }
        client = builder.build();
    }

    /** What a server answered. */
    public record Answer(int status, String body) {

        public boolean isGood() {
            return status / 100 == 2;
        }

        /** The body as JSON, missing when it is none. */
        public JsonNode json() {
            try {
                return MAPPER.readTree(body);
            } catch (JsonProcessingException e) {
                return MissingNode.getInstance();
            }
        }
    }

    /** Sends a request. */
    public Answer send(HttpRequest.Builder request) {
        var built = request.timeout(LIMIT).build();
        try {
            var response = client.send(built, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (SSLException e) {
            throw Failure.failed(
                    "The certificate of %s cannot be verified (%s). Check the address; --insecure goes on nevertheless."
                            .formatted(built.uri().getHost(), e.getMessage()));
        } catch (IOException e) {
            throw Failure.failed("%s does not answer%s. May this machine connect? `openemr access show`"
                    .formatted(built.uri().getHost(), e.getMessage() == null ? "" : ": " + e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.failed("Interrupted.");
        }
    }

    private static SSLContext believingAnybody() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Credulous()}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Believes every certificate and every name in it. */
    private static final class Credulous extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
