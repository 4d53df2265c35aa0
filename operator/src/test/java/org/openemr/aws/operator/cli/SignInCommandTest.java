package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openemr.aws.operator.fixtures.LocalAws;

class SignInCommandTest extends OperatorTest {

    private static final String ISSUER = "https://login.example.net/clinic";
    private static final String[] COMMAND = {
        "sign-in", "oidc", ISSUER, "--client-id", "openemr", "--document", "provider.json"
    };
    private static final String ARN =
            "arn:aws:secretsmanager:us-east-1:111122223333:secret:openemr-sign-in-client-AbCdEf";
    private static final String VERSION = "0a1b2c3d-0000-1111-2222-0a1b2c3d4e5f";
    private static final String STORED = "{\"ARN\":\"%s\",\"VersionId\":\"%s\"}";

    @BeforeEach
    void saveWhatTheProviderSays() {
        operator().setting("route53_domain", "null", "\"clinic.example.org\"").file("provider.json", """
                {"issuer": "https://login.example.net/clinic",
                 "authorization_endpoint": "https://login.example.net/clinic/authorize",
                 "token_endpoint": "https://login.example.net/clinic/token",
                 "userinfo_endpoint": "https://login.example.net/clinic/userinfo",
                 "end_session_endpoint": "https://login.example.net/clinic/logout"}""");
        aws().json("secretsmanager.PutSecretValue", STORED.formatted(ARN, VERSION));
    }

    @Test
    void writesTheProviderAndKeepsItsPasswordInSecretsManager() {
        var run = operator().typing("the-password").run(COMMAND);

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).contains("npx cdk deploy --exclusively SecurityStack NetworkStack ComputeStack");
        assertThat(operator().read("cdk.json"))
                .contains("\"sign_in\": \"oidc\"")
                .contains("\"oidc_issuer\": \"https://login.example.net/clinic\"")
                .contains("\"oidc_token_endpoint\": \"https://login.example.net/clinic/token\"")
                .contains("\"oidc_end_session_endpoint\": \"https://login.example.net/clinic/logout\"")
                .contains("\"oidc_client_secret_arn\": \"" + ARN)
                .contains("\"oidc_client_secret_version\": \"" + VERSION)
                .doesNotContain("the-password");
        assertThat(run.out() + run.err()).doesNotContain("the-password");
        assertThat(aws().bodiesOf("PutSecretValue"))
                .singleElement()
                .asString()
                .contains("\"SecretId\":\"openemr-sign-in-client\"", "\"SecretString\":\"the-password\"");
    }

    /** Who left the provider's sign-out away once, gives another password without it coming back. */
    @Test
    void keepsTheSignOutAway() {
        operator()
                .typing("the-password")
                .run(Stream.concat(Stream.of(COMMAND), Stream.of("--no-sign-out"))
                        .toArray(String[]::new));
        assertThat(operator().read("cdk.json")).contains("\"oidc_end_session_endpoint\": null");

        operator().typing("another").run(COMMAND);

        assertThat(operator().read("cdk.json")).contains("\"oidc_end_session_endpoint\": null");
    }

    @Test
    void makesTheSecretTheFirstTime() {
        aws().json("secretsmanager.PutSecretValue", LocalAws.error("ResourceNotFoundException", "no such secret"));
        aws().json("secretsmanager.CreateSecret", STORED.formatted(ARN, VERSION));

        assertThat(operator().typing("the-password").run(COMMAND).status()).isZero();
        assertThat(operator().read("cdk.json")).contains(ARN, VERSION);
    }

    /** The web ACL and the way to the provider are there. */
    @Test
    void anotherPasswordChangesTheListenerOnly() {
        operator().typing("the-password").run(COMMAND);
        aws().json("secretsmanager.PutSecretValue", STORED.formatted(ARN, VERSION.replace('0', '9')));

        var run = operator().typing("another").run(COMMAND);

        assertThat(run.out()).hasLineCount(2).contains(VERSION.replace('0', '9'));
        assertThat(run.err()).contains("npx cdk deploy --exclusively ComputeStack\n");
    }

    @Test
    void keepsNoPasswordForWhatIsRefused() {
        operator().setting("route53_domain", "\"clinic.example.org\"", "null");
        var before = operator().read("cdk.json");

        var run = operator().typing("the-password").run(COMMAND);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("Nothing was done", "sign_in: needs HTTPS and the name that users type");
        assertThat(aws().bodiesOf("PutSecretValue")).isEmpty();
        assertThat(operator().read("cdk.json")).isEqualTo(before);
    }

    @Test
    void doesNothingWithoutAPassword() {
        var before = operator().read("cdk.json");

        assertThat(operator().run(COMMAND).status()).isEqualTo(2);
        assertThat(operator().read("cdk.json")).isEqualTo(before);
    }

    @Test
    void refusesTheDocumentOfAnotherProvider() {
        var run = operator()
                .typing("the-password")
                .run("sign-in", "oidc", "https://other.example", "--client-id", "a", "--document", "provider.json");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("calls itself https://login.example.net/clinic");
    }

    /** With a provider that is there, and one that is not. */
    @Test
    void doctorComparesTheProviderWithTheSettings() {
        aws().query("GetCallerIdentity", "<Arn>arn:aws:iam::111122223333:user/x</Arn>");
        var provider = new MockOAuth2Server();
        provider.start();
        var issuer = provider.issuerUrl("clinic").toString();
        operator()
                .setting("sign_in", "\"openemr\"", "\"oidc\"")
                .setting("oidc_issuer", "null", "\"" + issuer + "\"")
                .setting("oidc_client_secret_arn", "null", "\"" + ARN + "\"")
                .setting("oidc_client_secret_version", "null", "\"" + VERSION + "\"");
        aws().json(
                        "secretsmanager.DescribeSecret",
                        "{\"VersionIdsToStages\":{\"%s\":[\"AWSCURRENT\"]}}".formatted(VERSION),
                        "{\"VersionIdsToStages\":{}}",
                        LocalAws.error("ResourceNotFoundException", "no such secret"));

        var found = operator().run("doctor");
        assertThat(found.out())
                .contains("says otherwise of oidc_authorization_endpoint, oidc_end_session_endpoint,")
                .containsPattern("sign-in secret +pass");
        assertThat(operator().run("doctor").out()).contains("has no version " + VERSION);
        provider.shutdown();
        assertThat(operator().run("doctor").out())
                .contains(ARN + " is missing")
                .containsPattern("sign-in provider +warn +localhost does not answer");
    }
}
