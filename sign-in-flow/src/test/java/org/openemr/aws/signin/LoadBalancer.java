package org.openemr.aws.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;

/**
 * Does what the listener and the rules of a template say, as far as AWS documents it: <a
 * href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html">listener rules</a>. Its own path, where a
 * provider sends people back to, it answers only where an authenticate action is reached; AWS does not say that, and it is the less kind
 * of both readings.
 */
final class LoadBalancer implements AutoCloseable {

    private static final Set<String> OF_THE_CONNECTION = Set.of("connection", "content-length", "host", "upgrade");

    private final HttpsServer server;
    private final JsonNode listener;
    private final List<JsonNode> rules;
    private final SignIns signIns;
    private final HttpClient inside = HttpClient.newHttpClient();
    private final int targetPort;

    LoadBalancer(Site site, Certificate certificate, SignIns signIns, int targetPort) {
        this.signIns = signIns;
        this.targetPort = targetPort;
        listener = site.listener();
        rules = site.rules().stream()
                .sorted(Comparator.comparingInt(rule -> rule.path("Priority").asInt()))
                .toList();
        try {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            var thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, answerOf(exchange));
        }
    }

    private Answer answerOf(HttpExchange exchange) {
        try {
            var body = exchange.getRequestBody().readAllBytes();
            for (var action : actions(exchange.getRequestURI().getRawPath())) {
                var answer = perform(action, exchange, body);
                if (answer.isPresent()) {
                    return answer.get();
                }
            }
            throw new IllegalStateException("The last action answers");
        } catch (IOException | RuntimeException e) {
            return Answer.of(500, e.toString());
        }
    }

    /** Those of the first rule whose path fits, in their order; else those of the listener. */
    private List<JsonNode> actions(String path) {
        var actions = rules.stream()
                .filter(rule -> SynthesisedTemplate.elements(rule.at("/Conditions/0/PathPatternConfig/Values"))
                        .anyMatch(pattern -> path.matches(regex(pattern.asText()))))
                .map(rule -> rule.path("Actions"))
                .findFirst()
                .orElse(listener.path("DefaultActions"));
        return SynthesisedTemplate.elements(actions)
                .sorted(Comparator.comparingInt(action -> action.path("Order").asInt()))
                .toList();
    }

    /** A star is any number of characters, a question mark is one. */
    private static String regex(String pattern) {
        return pattern.replaceAll("[.$()+|\\[\\]{}^]", "\\\\$0")
                .replace("*", ".*")
                .replace("?", ".");
    }

    private Optional<Answer> perform(JsonNode action, HttpExchange exchange, byte[] body) throws IOException {
        return switch (action.path("Type").asText()) {
            case "authenticate-oidc" -> signIns.authenticate(action.path("AuthenticateOidcConfig"), exchange);
            case "forward" -> Optional.of(forward(exchange, body));
            case "fixed-response" ->
                Optional.of(new Answer(
                        action.at("/FixedResponseConfig/StatusCode").asInt(),
                        Map.of(
                                "Content-Type",
                                List.of(action.at("/FixedResponseConfig/ContentType")
                                        .asText())),
                        action.at("/FixedResponseConfig/MessageBody").asText().getBytes(UTF_8)));
            default -> throw new IllegalStateException("Our rules do not " + action.path("Type") + " yet");
        };
    }

    private Answer forward(HttpExchange exchange, byte[] body) throws IOException {
        var uri = exchange.getRequestURI();
        var target = "http://127.0.0.1:" + targetPort + uri.getRawPath()
                + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        var request = HttpRequest.newBuilder(URI.create(target))
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        if (exchange.getAttribute(SignIns.IDENTITY) instanceof String subject) {
            request.setHeader(SignIns.IDENTITY, subject);
        }
        try {
            var response = inside.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.headers().map(), response.body());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))
                    && !name.equalsIgnoreCase("transfer-encoding")) {
                values.forEach(value -> exchange.getResponseHeaders().add(name, value));
            }
        });
        exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
        exchange.getResponseBody().write(answer.body());
    }
}
