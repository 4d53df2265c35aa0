package org.openemr.aws.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.compute.ComputeTemplates.DOMAIN;
import static org.openemr.aws.compute.ComputeTemplates.container;
import static org.openemr.aws.compute.ComputeTemplates.task;
import static org.openemr.aws.compute.ComputeTemplates.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;

/** How the listener has people sign in before OpenEMR; {@code sign-in-flow} does it with a real provider. */
class SignInTest {

    private static final Map<String, ?> COGNITO = Map.of("sign_in", "cognito");
    private static final Map<String, ?> OIDC = Map.of(
            "sign_in", "oidc",
            "oidc_issuer", "https://login.example.net",
            "oidc_authorization_endpoint", "https://login.example.net/authorize",
            "oidc_token_endpoint", "https://login.example.net/token",
            "oidc_user_info_endpoint", "https://login.example.net/userinfo",
            "oidc_client_id", "openemr",
            "oidc_client_secret_arn", "arn:aws:secretsmanager:us-east-1:111122223333:secret:sign-in-AbCdEf",
            "oidc_scope", "openid offline_access",
            "sign_in_session_hours", 8);
    private static final SynthesisedTemplate WITH_USER_POOL = template(DOMAIN, COGNITO);
    private static final SynthesisedTemplate WITH_PROVIDER = template(DOMAIN, OIDC);

    @Test
    void nobodySignsInFirstByDefault() {
        assertThat(template(DOMAIN).resources("AWS::ElasticLoadBalancingV2::ListenerRule"))
                .isEmpty();
        assertThat(signOutAddress(template(DOMAIN))).isEmpty();
    }

    /** What matches no rule is not let through. */
    @Test
    void theListenerAuthenticatesBeforeItForwards() {
        assertThat(https(WITH_USER_POOL).path("DefaultActions"))
                .extracting(action ->
                        action.path("Order").asInt() + action.path("Type").asText())
                .containsExactly("1authenticate-cognito", "2forward");
        assertThat(https(WITH_USER_POOL)
                        .at("/DefaultActions/0/AuthenticateCognitoConfig")
                        .toString())
                .contains("IdentityUserPoolArn", "IdentityUserPoolDomain", "IdentityLoadBalancerClientId")
                .contains("\"OnUnauthenticatedRequest\":\"authenticate\"", "\"SessionTimeout\":\"43200\"");
    }

    @Test
    void aProviderOfTheirOwnIsDescribedWholeAndItsSecretIsInNoTemplate() {
        var action = https(WITH_PROVIDER).at("/DefaultActions/0/AuthenticateOidcConfig");

        assertThat(action.path("ClientSecret").asText())
                .isEqualTo(
                        "{{resolve:secretsmanager:arn:aws:secretsmanager:us-east-1:111122223333:secret:sign-in-AbCdEf:SecretString:::}}");
        assertThat(action.path("Scope").asText()).isEqualTo("openid offline_access");
        assertThat(action.path("SessionTimeout").asText()).isEqualTo("28800");
        assertThat(action.path("Issuer").asText()).isEqualTo("https://login.example.net");
    }

    /** CloudFormation reads the secret again when the template says something else. */
    @Test
    void anotherVersionOfTheSecretChangesTheListener() {
        var changed =
                template(DOMAIN, OIDC, Map.of("oidc_client_secret_version", "0a1b2c3d-0000-1111-2222-0a1b2c3d4e5f"));

        assertThat(https(changed)
                        .at("/DefaultActions/0/AuthenticateOidcConfig/ClientSecret")
                        .asText())
                .endsWith(":SecretString::0a1b2c3d-0000-1111-2222-0a1b2c3d4e5f}}".replace("::0a", ":::0a"));
    }

    @Test
    void onlyWhatHasASignInOfItsOwnIsOpen() {
        assertThat(open(WITH_USER_POOL)).containsExactly("/signed-out", "/meta/health/*", "/interface/logout.php");
        assertThat(open(template(DOMAIN, COGNITO, Map.of("activate_openemr_apis", true))))
                .contains("/apis/*", "/oauth2/*/*", "/public/assets/*")
                .doesNotContain("/portal/*");
        assertThat(open(template(DOMAIN, COGNITO, Map.of("enable_patient_portal", true))))
                .contains("/portal/*", "/public/assets/*")
                .doesNotContain("/apis/*");
        assertThat(open(template(DOMAIN, COGNITO, Map.of("sign_in_open_paths", List.of("/sphere/*")))))
                .contains("/sphere/*");
    }

    /** The load balancer's own path is among none, and no page of OpenEMR can be had by another name of it. */
    @Test
    void noPatternIsWiderThanItLooks() {
        var patterns = open(everythingOpen());

        assertThat(patterns).allMatch(pattern -> pattern.matches("/[a-z].*"));
        assertThat(patterns)
                .noneMatch(pattern -> "/oauth2/idpresponse".matches(regex(pattern)))
                .noneMatch(pattern -> "/".matches(regex(pattern)))
                .noneMatch(pattern -> "/index.php".matches(regex(pattern)))
                .noneMatch(pattern -> "/interface/login/login.php".matches(regex(pattern)))
                .noneMatch(pattern -> "/interface/main/main_screen.php".matches(regex(pattern)))
                .noneMatch(pattern -> "/interface/main/main_screen.php/portal/x.js".matches(regex(pattern)));
    }

    /** <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html">Quotas</a>. */
    @Test
    void rulesKeepToTheirLimits() {
        var rules = everythingOpen().properties("AWS::ElasticLoadBalancingV2::ListenerRule");

        assertThat(rules).allSatisfy(rule -> {
            var values = rule.at("/Conditions/0/PathPatternConfig/Values");
            assertThat(values).hasSizeBetween(1, 5);
            assertThat(values.toString().chars().filter(letter -> letter == '*').count())
                    .isLessThanOrEqualTo(6);
        });
        assertThat(rules).extracting(rule -> rule.path("Priority").asInt()).doesNotHaveDuplicates();
        assertThat(rules).hasSizeLessThan(100);
    }

    @Test
    void tasksKnowWhereToSignOut() {
        assertThat(signOutAddress(WITH_USER_POOL))
                .contains("IdentityUserPoolDomain", "AWS::Region", ".amazoncognito.com/logout?client_id=")
                .contains("&logout_uri=https%3A%2F%2Fopenemr.clinic.example.org%2Fsigned-out");
        assertThat(signOutAddress(WITH_PROVIDER))
                .isEqualTo("SIGN_OUT_ADDRESS='https://openemr.clinic.example.org/signed-out'");
        assertThat(signOutAddress(template(
                        DOMAIN, OIDC, Map.of("oidc_end_session_endpoint", "https://login.example.net/logout"))))
                .isEqualTo(
                        "SIGN_OUT_ADDRESS='https://login.example.net/logout?client_id=openemr&post_logout_redirect_uri="
                                + "https%3A%2F%2Fopenemr.clinic.example.org%2Fsigned-out'");
    }

    private static SynthesisedTemplate everythingOpen() {
        var all = new HashMap<String, Object>();
        all.put("activate_openemr_apis", true);
        all.put("enable_patient_portal", true);
        all.put("sign_in_open_paths", List.of("/library/MedEx/MedEx.php", "/interface/webhooks/*"));
        return template(DOMAIN, COGNITO, all);
    }

    /** The assignment before the script, as CloudFormation has it. */
    private static String signOutAddress(SynthesisedTemplate template) {
        var command =
                container(task(template, "openemr-openemr")).path("Command").toString();
        var begin = command.indexOf("SIGN_OUT_ADDRESS='");
        return begin < 0 ? "" : command.substring(begin, command.indexOf("'\\n", begin) + 1);
    }

    private static JsonNode https(SynthesisedTemplate template) {
        return template.properties("AWS::ElasticLoadBalancingV2::Listener").stream()
                .filter(listener -> listener.path("Port").asInt() == 443)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> open(SynthesisedTemplate template) {
        return template.properties("AWS::ElasticLoadBalancingV2::ListenerRule").stream()
                .flatMap(rule -> elements(rule.at("/Conditions/0/PathPatternConfig/Values")))
                .map(JsonNode::asText)
                .toList();
    }

    private static String regex(String pattern) {
        return pattern.replace(".", "\\.").replace("*", ".*");
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return SynthesisedTemplate.elements(array);
    }
}
