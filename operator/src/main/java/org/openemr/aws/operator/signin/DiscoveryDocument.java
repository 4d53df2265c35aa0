package org.openemr.aws.operator.signin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.api.Https;

/**
 * What a provider says of itself: <a href="https://openid.net/specs/openid-connect-discovery-1_0.html">OpenID Connect Discovery 1.0</a>.
 *
 * @param endSessionEndpoint where browsers sign out, when it has one
 */
public record DiscoveryDocument(
        String issuer,
        String authorizationEndpoint,
        String tokenEndpoint,
        String userInfoEndpoint,
        Optional<String> endSessionEndpoint) {

    private static final String PATH = "/.well-known/openid-configuration";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * Asks a provider.
     *
     * @throws Failure when it has no document, or one of another provider
     */
    public static DiscoveryDocument of(String issuer, Https https) {
        var address = issuer.replaceFirst("/$", "") + PATH;
        var answer = https.send(HttpRequest.newBuilder(address(address)));
        if (!answer.isGood()) {
            throw Failure.failed(
                    "%s answers with status %d: is %s the issuer?".formatted(address, answer.status(), issuer));
        }
        return parse(issuer, answer.body());
    }

    /**
     * Reads a document.
     *
     * @throws Failure when it is none, or one of another provider, which section 4.3 forbids to believe
     */
    public static DiscoveryDocument parse(String issuer, String text) {
        var document = json(text);
        var says = needed(document, "issuer");
        if (!says.equals(issuer)) {
            throw Failure.usage("The provider calls itself %s, not %s. Give the name that it has, to the letter."
                    .formatted(says, issuer));
        }
        return new DiscoveryDocument(
                says,
                needed(document, "authorization_endpoint"),
                needed(document, "token_endpoint"),
                needed(document, "userinfo_endpoint"),
                Optional.of(document.path("end_session_endpoint").asText()).filter(value -> !value.isEmpty()));
    }

    /** As {@code cdk.json} has it. */
    public Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("oidc_issuer", issuer);
        settings.put("oidc_authorization_endpoint", authorizationEndpoint);
        settings.put("oidc_token_endpoint", tokenEndpoint);
        settings.put("oidc_user_info_endpoint", userInfoEndpoint);
        settings.put("oidc_end_session_endpoint", endSessionEndpoint.orElse(null));
        return settings;
    }

    private static URI address(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw Failure.usage("No address: " + text);
        }
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw Failure.failed("The provider's document is no JSON, at line %d."
                    .formatted(e.getLocation().getLineNr()));
        }
    }

    private static String needed(JsonNode document, String name) {
        var value = document.path(name).asText();
        if (value.isEmpty()) {
            throw Failure.failed("The provider's document has no " + name + ", which the load balancer needs.");
        }
        return value;
    }
}
