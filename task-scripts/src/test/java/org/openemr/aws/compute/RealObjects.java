package org.openemr.aws.compute;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.openemr.aws.contracts.ImportObjects;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/**
 * Objects behind HTTP, given to whoever signs as the SDK signs, with the credentials that it gives as ECS does. What it holds back of an answer is
 * missing at its end.
 */
final class RealObjects implements AutoCloseable {

    private static final String ID = "ASIAIMPORT";
    private static final String KEY = "secret/of+the+task";
    private static final String TOKEN = "token//of==the+task";
    private static final String REGION = "eu-central-1";
    private static final Pattern AUTHORIZATION = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=\\S+, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final HttpServer server;
    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    private volatile int heldBack;

    RealObjects() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(
                "/credentials",
                exchange -> answer(exchange, 200, """
                {"RoleArn": "arn:aws:iam::111122223333:role/x", "AccessKeyId": "%s",
                 "SecretAccessKey": "%s", "Token": "%s", "Expiration": "2026-11-25T12:00:00Z"}""".formatted(ID, KEY, TOKEN).getBytes(StandardCharsets.UTF_8)));
        server.createContext("/bucket/", this::object);
        server.start();
    }

    /** How a task reaches them. */
    Map<String, String> variables() {
        return Map.of(
                "AWS_REGION",
                REGION,
                "CREDENTIALS_ADDRESS",
                address(),
                "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
                "/credentials/v2",
                "IMPORT_ADDRESS",
                address() + "/bucket");
    }

    void put(String name, byte[] content) {
        objects.put(name, content);
    }

    void holdBack(int bytes) {
        heldBack = bytes;
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void object(HttpExchange exchange) throws IOException {
        var name = exchange.getRequestURI().getPath().substring("/bucket/".length());
        if (!isSigned(exchange)) {
            answer(exchange, 403, "<Error><Code>SignatureDoesNotMatch</Code></Error>".getBytes(StandardCharsets.UTF_8));
        } else if (!objects.containsKey(name)) {
            answer(exchange, 404, new byte[0]);
        } else {
            answer(exchange, 200, objects.get(name));
        }
    }

    private boolean isSigned(HttpExchange exchange) {
        var headers = exchange.getRequestHeaders();
        var authorization = AUTHORIZATION.matcher(
                headers.getOrDefault("Authorization", List.of("")).get(0));
        if (!authorization.matches()) {
            return false;
        }
        var signed = List.of(authorization.group(1).split(";"));
        if (!signed.containsAll(List.of("host", "x-amz-content-sha256", "x-amz-date", "x-amz-security-token"))) {
            return false;
        }
        var request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(URI.create(address() + exchange.getRequestURI()));
        signed.forEach(header -> request.putHeader(header, headers.getFirst(header)));
        var time = Instant.from(DATE.parse(headers.getFirst("x-amz-date")));
        var expected = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(AwsSessionCredentialsIdentity.create(ID, KEY, TOKEN))
                        .request(request.build())
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, REGION)
                        .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false)
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(time, ZoneOffset.UTC)))
                .request()
                .firstMatchingHeader("Authorization")
                .orElseThrow();
        return expected.endsWith("Signature=" + authorization.group(2));
    }

    private void answer(HttpExchange exchange, int status, byte[] content) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
            var given = status == 200
                            && ImportObjects.ALL.stream()
                                    .anyMatch(exchange.getRequestURI().getPath()::endsWith)
                    ? Math.max(0, content.length - heldBack)
                    : content.length;
            exchange.getResponseBody().write(content, 0, given);
        } catch (IOException e) {
            // The server notices that bytes are missing, as a connection that breaks.
            exchange.close();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
