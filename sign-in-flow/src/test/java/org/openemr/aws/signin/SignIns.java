package org.openemr.aws.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openemr.aws.contracts.SignInPaths;

/**
 * The authenticate action of a load balancer, as AWS documents it: <a
 * href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html">Authenticate users using an
 * Application Load Balancer</a>, sections "Authentication flow", "Timeout" and "Authentication logout". The session is in the client's
 * cookies and nowhere else, so that a copy of them works until the access token in it ends.
 *
 * @param outside how the load balancer reaches the provider
 * @param clock by which sessions and tokens end
 * @param clientSecret what CloudFormation put in the place of the secret's name
 */
record SignIns(HttpClient outside, InstantSource clock, String clientSecret, Sealed sealed) {

    /** The header, and the attribute of an exchange, that says who it is. */
    static final String IDENTITY = "x-amzn-oidc-identity";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String COOKIE = "AWSELBAuthSessionCookie-";
    private static final String NONCE_COOKIE = "AWSALBAuthNonce";
    private static final String ATTRIBUTES = "; Path=/; Max-Age=604800; Secure; HttpOnly";
    private static final int SHARD = 4096 - 100;
    private static final int MOST_BYTES_OF_CLAIMS = 11 * 1024;
    private static final Duration TO_SIGN_IN = Duration.ofMinutes(15);

    private static final String ACCESS = "access";
    private static final String REFRESH = "refresh";
    private static final String SUBJECT = "subject";
    private static final String ACCESS_ENDS = "accessEnds";
    private static final String SESSION_ENDS = "sessionEnds";

    /** What the client gets instead of what it asked for; nothing when it is signed in, and goes on. */
    Optional<Answer> authenticate(JsonNode config, HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI();
        if (uri.getPath().equals(SignInPaths.COME_BACK)) {
            return Optional.of(comeBack(config, exchange));
        }
        var session = session(exchange).filter(one -> isBefore(one, SESSION_ENDS));
        if (session.isPresent() && !isBefore(session.get(), ACCESS_ENDS)) {
            session = session.flatMap(one -> refreshed(config, one));
            session.ifPresent(one ->
                    cookies(one).forEach(cookie -> exchange.getResponseHeaders().add("Set-Cookie", cookie)));
        }
        session.ifPresent(one -> exchange.setAttribute(IDENTITY, one.get(SUBJECT)));
        return session.isPresent() ? Optional.empty() : Optional.of(sendToSignIn(config, exchange));
    }

    private Answer sendToSignIn(JsonNode config, HttpExchange exchange) {
        var nonce = UUID.randomUUID().toString();
        var state = sealed.seal(Map.of(
                "address",
                Site.ADDRESS + exchange.getRequestURI(),
                "nonce",
                nonce,
                "until",
                clock.instant().plus(TO_SIGN_IN).toString()));
        var query = parameters(Map.of(
                "client_id",
                text(config, "ClientId"),
                "redirect_uri",
                Site.ADDRESS + SignInPaths.COME_BACK,
                "response_type",
                "code",
                "scope",
                text(config, "Scope"),
                "state",
                state));
        return Answer.redirect(
                text(config, "AuthorizationEndpoint") + "?" + query, List.of(NONCE_COOKIE + "=" + nonce + ATTRIBUTES));
    }

    private Answer comeBack(JsonNode config, HttpExchange exchange) throws IOException {
        var query = query(exchange.getRequestURI());
        var state = sealed.open(query.getOrDefault("state", ""));
        var nonce = cookie(exchange, NONCE_COOKIE);
        if (state.isEmpty() || !state.get().get("nonce").equals(nonce.orElse("")) || !isBefore(state.get(), "until")) {
            return Answer.of(401, "Not who was sent, or too late");
        }
        var tokens = tokens(
                config,
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        query.getOrDefault("code", ""),
                        "redirect_uri",
                        Site.ADDRESS + SignInPaths.COME_BACK));
        if (tokens.isEmpty()) {
            return Answer.of(561, "The provider gave no token");
        }
        var session = newSession(config, tokens.get());
        return session.toString().length() > MOST_BYTES_OF_CLAIMS
                ? Answer.of(500, "Too much is told of the user")
                : Answer.redirect(state.get().get("address"), cookies(session));
    }

    private Map<String, String> newSession(JsonNode config, JsonNode tokens) throws IOException {
        var claims = MAPPER.readTree(send(HttpRequest.newBuilder(URI.create(text(config, "UserInfoEndpoint")))
                        .header("Authorization", "Bearer " + text(tokens, "access_token"))
                        .build())
                .body());
        var ends = clock.instant().plusSeconds(config.path("SessionTimeout").asLong());
        return withTokens(Map.of(SUBJECT, text(claims, "sub"), SESSION_ENDS, ends.toString()), tokens);
    }

    /** The session with other tokens; none when the provider gives none, or the session has nothing to ask with. */
    private Optional<Map<String, String>> refreshed(JsonNode config, Map<String, String> session) {
        return Optional.ofNullable(session.get(REFRESH))
                .flatMap(token -> tokens(config, Map.of("grant_type", "refresh_token", "refresh_token", token)))
                .map(tokens -> withTokens(session, tokens));
    }

    private Map<String, String> withTokens(Map<String, String> session, JsonNode tokens) {
        var with = new HashMap<>(session);
        with.put(ACCESS, text(tokens, "access_token"));
        with.put(
                ACCESS_ENDS,
                clock.instant().plusSeconds(tokens.path("expires_in").asLong()).toString());
        if (tokens.has("refresh_token")) {
            with.put(REFRESH, text(tokens, "refresh_token"));
        }
        return with;
    }

    private Optional<JsonNode> tokens(JsonNode config, Map<String, String> form) {
        var client = text(config, "ClientId") + ":" + clientSecret;
        try {
            var response = send(HttpRequest.newBuilder(URI.create(text(config, "TokenEndpoint")))
                    .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(client.getBytes(UTF_8)))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(parameters(form)))
                    .build());
            return response.statusCode() == 200 ? Optional.of(MAPPER.readTree(response.body())) : Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("The provider is away", e);
        }
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return outside.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Parts of at most the length that browsers keep. */
    private List<String> cookies(Map<String, String> session) {
        var value = sealed.seal(session);
        var cookies = new ArrayList<String>();
        for (var begin = 0; begin < value.length(); begin += SHARD) {
            cookies.add(COOKIE + cookies.size() + "=" + value.substring(begin, Math.min(begin + SHARD, value.length()))
                    + ATTRIBUTES);
        }
        return cookies;
    }

    private Optional<Map<String, String>> session(HttpExchange exchange) {
        var parts = new StringBuilder();
        for (var part = cookie(exchange, COOKIE + 0); part.isPresent(); ) {
            parts.append(part.get());
            var number = (parts.length() + SHARD - 1) / SHARD;
            part = part.get().length() < SHARD ? Optional.empty() : cookie(exchange, COOKIE + number);
        }
        return sealed.open(parts.toString());
    }

    private static Optional<String> cookie(HttpExchange exchange, String name) {
        return exchange.getRequestHeaders().getOrDefault("Cookie", List.of()).stream()
                .flatMap(header -> Stream.of(header.split("; *")))
                .map(cookie -> cookie.split("=", 2))
                .filter(cookie -> cookie[0].equals(name))
                .map(cookie -> cookie[1])
                .findFirst();
    }

    private boolean isBefore(Map<String, String> values, String end) {
        return clock.instant().isBefore(Instant.parse(values.get(end)));
    }

    private static Map<String, String> query(URI uri) {
        return Stream.of(Optional.ofNullable(uri.getRawQuery()).orElse("").split("&"))
                .map(parameter -> parameter.split("=", 2))
                .filter(parameter -> parameter.length == 2)
                .collect(Collectors.toMap(
                        parameter -> parameter[0], parameter -> URLDecoder.decode(parameter[1], UTF_8)));
    }

    private static String parameters(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + "=" + URLEncoder.encode(value.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asText();
    }
}
