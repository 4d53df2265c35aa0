package org.openemr.aws.operator.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.output.JsonLine;

/**
 * OpenEMR's OAuth 2 server, found by its discovery document, see <a
 * href="https://github.com/openemr/openemr/blob/master/API_README.md">OpenEMR's API guide</a>.
 */
public final class AuthorizationServer {

    private static final int USUAL_LIFE = 3600;

    private final Https https;
    private final Clock clock;
    private final String site;
    private final JsonNode endpoints;

    private AuthorizationServer(Https https, Clock clock, String site, JsonNode endpoints) {
        this.https = https;
        this.clock = clock;
        this.site = site;
        this.endpoints = endpoints;
    }

    /** The server of a site. */
    public static AuthorizationServer of(String site, Https https, Clock clock) {
        var answer = https.send(
                HttpRequest.newBuilder(URI.create(site + "/oauth2/default/.well-known/openid-configuration")));
        if (!answer.isGood() || answer.json().path("token_endpoint").isMissingNode()) {
            throw Failure.notReady(
                    "The site offers no APIs (status %d). Set \"activate_openemr_apis\": true in cdk.json and run: npx cdk deploy --exclusively ComputeStack"
                            .formatted(answer.status()));
        }
        return new AuthorizationServer(https, clock, site, answer.json());
    }

    /** Registers a client; an administrator has to enable it in OpenEMR before it can be used. */
    public ApiClient register(String name, String contact, String redirectUri, String scope) {
        var body = new LinkedHashMap<String, Object>();
        body.put("application_type", "private");
        body.put("client_name", name);
        body.put("redirect_uris", List.of(redirectUri));
        body.put("token_endpoint_auth_method", "client_secret_post");
        body.put("contacts", List.of(contact));
        body.put("scope", scope);
        var answer = https.send(HttpRequest.newBuilder(URI.create(endpoint("registration_endpoint")))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JsonLine.of(body))));
        if (!answer.isGood() || answer.json().path("client_id").isMissingNode()) {
            throw Failure.failed("OpenEMR did not register the client: " + said(answer));
        }
        return new ApiClient(
                site,
                answer.json().path("client_id").asText(),
                answer.json().path("client_secret").asText(),
                redirectUri,
                scope,
                null,
                null,
                0);
    }

    /** Where a person signs in and consents. */
    public URI authorizationUri(ApiClient client, Pkce pkce) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("response_type", "code");
        parameters.put("client_id", client.clientId());
        parameters.put("redirect_uri", client.redirectUri());
        parameters.put("scope", client.scope());
        parameters.put("state", pkce.state());
        parameters.put("code_challenge", pkce.challenge());
        parameters.put("code_challenge_method", "S256");
        return URI.create(endpoint("authorization_endpoint") + "?" + form(parameters));
    }

    /** Redeems a code for tokens. */
    public ApiClient redeem(ApiClient client, String code, Pkce pkce) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("grant_type", "authorization_code");
        parameters.put("code", code);
        parameters.put("redirect_uri", client.redirectUri());
        parameters.put("code_verifier", pkce.verifier());
        return tokens(
                client, parameters, "The code is not accepted (it lives a minute): try again, openemr api token. ");
    }

    /** New tokens for old. */
    public ApiClient refresh(ApiClient client) {
        var refreshToken = client.refreshToken();
        if (refreshToken == null) {
            throw Failure.notReady("The sign-in has ended. Sign in again: openemr api token");
        }
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("grant_type", "refresh_token");
        parameters.put("refresh_token", refreshToken);
        return tokens(client, parameters, "The sign-in has ended. Sign in again: openemr api token. ");
    }

    private ApiClient tokens(ApiClient client, Map<String, String> parameters, String otherwise) {
        parameters.put("client_id", client.clientId());
        parameters.put("client_secret", client.clientSecret());
        var answer = https.send(HttpRequest.newBuilder(URI.create(endpoint("token_endpoint")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(parameters))));
        var tokens = answer.json();
        if (!answer.isGood() || tokens.path("access_token").isMissingNode()) {
            throw new Failure(ExitStatus.NOT_PERMITTED, otherwise + "OpenEMR says: " + said(answer));
        }
        return client.with(
                tokens.path("access_token").asText(),
                tokens.path("refresh_token").isTextual()
                        ? tokens.path("refresh_token").asText()
                        : null,
                clock.instant().getEpochSecond() + tokens.path("expires_in").asLong(USUAL_LIFE));
    }

    private String endpoint(String name) {
        var endpoint = endpoints.path(name).asText();
        if (endpoint.isEmpty()) {
            throw Failure.notReady(
                    "OpenEMR names no " + name + ". Is the REST API on? Set \"activate_openemr_apis\": true.");
        }
        return endpoint;
    }

    /** The error of RFC 6749, section 5.2, or the status. */
    private static String said(Https.Answer answer) {
        var error = answer.json().path("error").asText("status " + answer.status());
        var description = answer.json().path("error_description").asText("");
        return description.isEmpty() ? error : error + ", " + description;
    }

    private static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
