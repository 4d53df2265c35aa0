package org.openemr.aws.signin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openemr.aws.compute.ComputeStack;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.constructs.fixtures.TestApp;

/**
 * A site as its template describes it.
 *
 * @param template that of ComputeStack
 */
record Site(SynthesisedTemplate template) {

    static final String HOST = "openemr.clinic.example.org";
    static final String ADDRESS = "https://" + HOST;

    private static final Map<String, Object> SETTINGS = Map.ofEntries(
            Map.entry("route53_domain", "clinic.example.org"),
            Map.entry("route53_hosted_zone_id", "Z0123456789ABCDEFGHIJ"),
            Map.entry("activate_openemr_apis", true),
            Map.entry("enable_patient_portal", true),
            Map.entry("sign_in", "oidc"),
            Map.entry("sign_in_open_paths", List.of("/library/MedEx/MedEx.php")),
            Map.entry("oidc_issuer", Provider.ADDRESS),
            Map.entry("oidc_authorization_endpoint", Provider.ADDRESS + "/oauth2/authorize"),
            Map.entry("oidc_token_endpoint", Provider.ADDRESS + "/oauth2/token"),
            Map.entry("oidc_user_info_endpoint", Provider.ADDRESS + "/userinfo"),
            Map.entry("oidc_end_session_endpoint", Provider.ADDRESS + "/sign-out"),
            Map.entry("oidc_client_id", Provider.CLIENT_ID),
            Map.entry("oidc_client_secret_arn", "arn:aws:secretsmanager:us-east-1:111122223333:secret:sign-in-AbCdEf"));

    private static final Map<Map<String, ?>, Site> MADE = new ConcurrentHashMap<>();

    private static final Pattern SIGN_OUT = Pattern.compile("SIGN_OUT_ADDRESS='([^']+)'");

    /** The site of the settings above, with these in their place. */
    static Site with(Map<String, ?> changes) {
        return MADE.computeIfAbsent(Map.copyOf(changes), Site::synthesised);
    }

    private static Site synthesised(Map<String, ?> changes) {
        var all = new HashMap<>(SETTINGS);
        all.putAll(changes);
        var settings = TestApp.settings(all);
        return new Site(SynthesisedTemplate.of(new ComputeStack(
                TestApp.create(), TestApp.DEPLOYMENT, TestApp.ENVIRONMENT, settings.compute(), settings.features())));
    }

    /** The listener that browsers reach. */
    JsonNode listener() {
        return template.properties("AWS::ElasticLoadBalancingV2::Listener").stream()
                .filter(listener -> listener.path("Port").asInt() == 443)
                .findFirst()
                .orElseThrow();
    }

    List<JsonNode> rules() {
        return template.properties("AWS::ElasticLoadBalancingV2::ListenerRule");
    }

    /** What the service's tasks know of signing out, from the assignment before their script. */
    Optional<String> signOutAddress() {
        return template.properties("AWS::ECS::TaskDefinition").stream()
                .map(task -> task.path("ContainerDefinitions")
                        .path(0)
                        .path("Command")
                        .toString())
                .map(SIGN_OUT::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst();
    }
}
