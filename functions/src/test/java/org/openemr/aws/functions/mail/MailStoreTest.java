package org.openemr.aws.functions.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Marks, on a bucket that keeps what is put into it, and whose answers can get lost. */
class MailStoreTest {

    private final Map<String, String> objects = new ConcurrentHashMap<>();
    private final AtomicInteger lostAnswers = new AtomicInteger();
    private HttpServer server;
    private MailStore store;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        store = new MailStore(
                S3Client.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .endpointOverride(URI.create(
                                "http://localhost:" + server.getAddress().getPort()))
                        .forcePathStyle(true)
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                        .build(),
                Map.of(
                        "MAIL_BUCKET",
                        "mail",
                        "RECEIVED_PREFIX",
                        "received/",
                        "HANDLED_PREFIX",
                        "handled/",
                        "UNTOLD_PREFIX",
                        "untold/"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void oneOfTwoAttemptsTakesAMessage() {
        assertThat(store.claim("id")).isTrue();
        assertThat(store.claim("id")).isFalse();
        store.release("id");
        assertThat(store.claim("id")).isTrue();
    }

    /** The client asks again, and finds the mark that it wrote itself. */
    @Test
    void aMarkWhoseAnswerGotLostIsStillThisAttempts() {
        lostAnswers.set(1);

        assertThat(store.claim("id")).isTrue();
        assertThat(store.isSent("id")).isFalse();
        assertThat(store.claim("id")).isFalse();
    }

    @Test
    void whatWasSentIsNotTakenAgain() {
        store.claim("id");
        store.markSent("id");

        assertThat(store.claim("id")).isFalse();
        assertThat(store.isSent("id")).isTrue();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        var path = exchange.getRequestURI().getPath();
        switch (exchange.getRequestMethod()) {
            case "PUT" -> put(exchange, path, body);
            case "DELETE" -> {
                objects.remove(path);
                exchange.sendResponseHeaders(204, -1);
            }
            default -> {
                var found = objects.get(path);
                var bytes = String.valueOf(found).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(found == null ? 404 : 200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        }
        exchange.close();
    }

    private void put(HttpExchange exchange, String path, byte[] body) throws IOException {
        var condition = exchange.getRequestHeaders().getFirst("If-None-Match");
        if (condition != null && objects.containsKey(path)) {
            exchange.sendResponseHeaders(412, -1);
            return;
        }
        objects.put(path, content(exchange, body));
        exchange.sendResponseHeaders(lostAnswers.getAndDecrement() > 0 ? 503 : 200, -1);
    }

    /** The client sends chunks, each behind a line with its size. */
    private static String content(HttpExchange exchange, byte[] body) {
        var text = new String(body, StandardCharsets.UTF_8);
        var length = exchange.getRequestHeaders().getFirst("x-amz-decoded-content-length");
        if (length == null) {
            return text;
        }
        var begin = text.indexOf("\r\n") + 2;
        return text.substring(begin, begin + Integer.parseInt(length));
    }
}
