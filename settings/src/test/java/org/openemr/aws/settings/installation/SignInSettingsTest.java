package org.openemr.aws.settings.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openemr.aws.settings.Warning;

/** What signing in before OpenEMR needs of the site, the region and the provider. */
class SignInSettingsTest {

    private static final String DOMAIN = "route53_domain";
    private static final Optional<String> REGION = Optional.of("us-east-1");
    private static final Map<String, Object> PROVIDER = Map.of(
            "sign_in",
            "oidc",
            DOMAIN,
            "clinic.example.org",
            "oidc_issuer",
            "https://login.example.net/",
            "oidc_authorization_endpoint",
            "https://login.example.net/authorize",
            "oidc_token_endpoint",
            "https://login.example.net/token",
            "oidc_user_info_endpoint",
            "https://login.example.net/userinfo",
            "oidc_client_id",
            "openemr",
            "oidc_client_secret_arn",
            "arn:aws:secretsmanager:us-east-1:111122223333:secret:sign-in-AbCdEf");

    @Test
    void openEmrAloneAsksByDefault() {
        var settings = InstallationSettings.read(Map.of(), REGION);

        assertThat(settings.signIn().isBeforeOpenEmr()).isFalse();
        assertThat(settings.security().waf().guardsOpenPaths()).isFalse();
        assertThat(settings.features().signInFirst()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cognito", "oidc"})
    void needsTheNameOfTheSite(String method) {
        var certificate = new HashMap<>(PROVIDER);
        certificate.remove(DOMAIN);
        certificate.put("sign_in", method);
        certificate.put("certificate_arn", "arn:aws:acm:us-east-1:111122223333:certificate/a");

        assertThatThrownBy(() -> InstallationSettings.read(certificate, REGION))
                .hasMessageContaining("sign_in: needs HTTPS and the name that users type");

        certificate.put("site_host_name", "emr.clinic.example.org");
        assertThat(InstallationSettings.read(certificate, REGION).features().signInFirst())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-gov-west-1", "cn-north-1", "mx-central-1", "ap-southeast-7"})
    void cognitoNeedsARegionWhereLoadBalancersKnowIt(String region) {
        var settings = Map.of("sign_in", "cognito", DOMAIN, "clinic.example.org");

        assertThatThrownBy(() -> InstallationSettings.read(settings, Optional.of(region)))
                .hasMessageContaining("sign_in: is not known to load balancers in " + region + " with Amazon Cognito");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "oidc_issuer",
                "oidc_authorization_endpoint",
                "oidc_token_endpoint",
                "oidc_user_info_endpoint",
                "oidc_client_id",
                "oidc_client_secret_arn"
            })
    void aProviderIsDescribedWhole(String key) {
        var incomplete = new HashMap<>(PROVIDER);
        incomplete.remove(key);

        assertThatThrownBy(() -> InstallationSettings.read(incomplete, REGION))
                .hasMessageContaining(key + ": is needed by sign_in oidc");
    }

    /** Whoever must get in while the provider is away changes one key. */
    @ParameterizedTest
    @ValueSource(strings = {"openemr", "cognito"})
    void aProviderMayStayWrittenDown(String method) {
        var without = new HashMap<>(PROVIDER);
        without.put("sign_in", method);

        assertThat(InstallationSettings.read(without, REGION).signIn().provider())
                .isEmpty();
    }

    @Test
    void theSecretIsInTheRegionOfTheDeployment() {
        assertThatThrownBy(() -> InstallationSettings.read(PROVIDER, Optional.of("eu-west-1")))
                .hasMessageContaining("oidc_client_secret_arn: is a secret of another region");
    }

    @ParameterizedTest
    @CsvSource({
        "oidc_issuer, http://login.example.net",
        "oidc_issuer, https://login",
        "oidc_issuer, https://login.example.net:8443/",
        "oidc_token_endpoint, https://login.example.net/token?tenant=1",
        "oidc_token_endpoint, https://login.example.net/token\"%{env:X}",
        "oidc_end_session_endpoint, https://login.example.net/$1",
        "oidc_client_id, two words",
        "oidc_client_secret_arn, openemr/sign-in",
        "oidc_client_secret_arn, arn:aws:secretsmanager:us-east-1:111122223333:secret:sign-in",
        "oidc_client_secret_version, AWSCURRENT",
        "oidc_scope, email",
        "oidc_scope, openid  email",
        "sign_in_session_hours, 0",
        "sign_in_session_hours, 169",
        "sign_in_open_paths, sphere/*",
        "sign_in_open_paths, /*",
        "sign_in_open_paths, /",
        "sign_in_open_paths, /interface/*",
        "sign_in_open_paths, /interface/main/*",
        "sign_in_open_paths, /sphere/../interface/*",
        "sign_in_open_paths, /interface/main/main_screen.php",
        "sign_in_open_paths, /oauth2/*",
        "sign_in_open_paths, /signed-out",
        "sign_in_open_paths, /*.js",
        "sign_in_open_paths, /sphere/*/x",
        "sign_in, saml"
    })
    void refusesWhatIsNoneOfThem(String key, String value) {
        var wrong = new HashMap<>(PROVIDER);
        wrong.put(key, value);

        assertThatThrownBy(() -> InstallationSettings.read(wrong, REGION)).hasMessageContaining(key + ": ");
    }

    /** The load balancer calls the provider from where it is. */
    @Test
    void anInternalLoadBalancerNeedsAWayOut() {
        var inside = Map.<String, Object>of(
                "load_balancer_scheme",
                "internal",
                "nat_gateways",
                0,
                "enable_vpc_endpoints",
                true,
                "image_mirror",
                true);
        var cognito = new HashMap<>(inside);
        cognito.putAll(Map.of("sign_in", "cognito", DOMAIN, "clinic.example.org"));
        var own = new HashMap<>(inside);
        own.putAll(PROVIDER);

        assertThatThrownBy(() -> InstallationSettings.read(cognito, REGION))
                .hasMessageContaining("sign_in: leaves an internal load balancer without a way to Amazon Cognito");
        assertThat(InstallationSettings.read(own, REGION).warnings())
                .extracting(Warning::key)
                .contains("sign_in");
        cognito.put("load_balancer_scheme", "internet-facing");
        assertThat(InstallationSettings.read(cognito, REGION).signIn().openPaths())
                .isEqualTo(List.of());
    }
}
