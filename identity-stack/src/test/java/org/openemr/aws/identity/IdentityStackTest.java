package org.openemr.aws.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.constructs.fixtures.TestApp;
import org.openemr.aws.contracts.Deployment;

class IdentityStackTest {

    private static final SynthesisedTemplate TEMPLATE = template(Map.of());

    @Test
    void nobodyGetsInWithoutAnInvitation() {
        assertThat(pool().at("/AdminCreateUserConfig/AllowAdminCreateUserOnly").asBoolean())
                .isTrue();
        assertThat(pool().at("/AdminCreateUserConfig/InviteMessageTemplate/EmailMessage")
                        .asText())
                .contains("https://openemr.clinic.example.org/", "{username}", "{####}");
        assertThat(pool().path("UsernameAttributes").toString()).isEqualTo("[\"email\"]");
    }

    @Test
    void everybodyHasASecondFactor() {
        assertThat(pool().path("MfaConfiguration").asText()).isEqualTo("ON");
        assertThat(pool().path("EnabledMfas").toString()).isEqualTo("[\"SOFTWARE_TOKEN_MFA\"]");
        assertThat(pool().at("/Policies/PasswordPolicy/MinimumLength").asInt()).isEqualTo(14);
    }

    @Test
    void whatIsSuspiciousIsRefused() {
        assertThat(pool().path("UserPoolTier").asText()).isEqualTo("PLUS");
        assertThat(pool().at("/UserPoolAddOns/AdvancedSecurityMode").asText()).isEqualTo("ENFORCED");
        assertThat(TEMPLATE.onlyProperties("AWS::Cognito::UserPoolRiskConfigurationAttachment")
                        .toString())
                .contains("\"EventAction\":\"BLOCK\"")
                .doesNotContain("NO_ACTION");
    }

    /** Its secret is the load balancer's, and nobody else is a client. */
    @Test
    void theLoadBalancerIsTheOnlyClient() {
        var client = TEMPLATE.onlyProperties("AWS::Cognito::UserPoolClient");

        assertThat(client.path("GenerateSecret").asBoolean()).isTrue();
        assertThat(client.path("AllowedOAuthFlows").toString()).isEqualTo("[\"code\"]");
        assertThat(client.path("CallbackURLs").toString())
                .isEqualTo("[\"https://openemr.clinic.example.org/oauth2/idpresponse\"]");
        assertThat(client.path("LogoutURLs").toString())
                .isEqualTo("[\"https://openemr.clinic.example.org/signed-out\"]");
        assertThat(client.path("PreventUserExistenceErrors").asText()).isEqualTo("ENABLED");
        assertThat(client.path("ExplicitAuthFlows").toString()).doesNotContain("PASSWORD");
    }

    /** Whoever is removed works on for minutes at most: the load balancer asks again when a token ends. */
    @Test
    void tokensEndSoonAndSessionsAfterTheHoursOfTheSetting() {
        var client = template(Map.of("sign_in_session_hours", 8)).onlyProperties("AWS::Cognito::UserPoolClient");

        assertThat(client.path("AccessTokenValidity").asInt()).isEqualTo(15);
        assertThat(client.path("RefreshTokenValidity").asInt()).isEqualTo(8);
        assertThat(client.path("TokenValidityUnits").toString())
                .contains("\"AccessToken\":\"minutes\"", "\"RefreshToken\":\"hours\"");
    }

    /** A pool that was kept has the name of the stack before. */
    @Test
    void theHostOfThePageIsNamedAfterTheStack() {
        assertThat(TEMPLATE.onlyProperties("AWS::Cognito::UserPoolDomain")
                        .path("Domain")
                        .toString())
                .contains("openemr-", "AWS::StackId");
        assertThat(TEMPLATE.onlyProperties("AWS::Cognito::UserPoolDomain")
                        .path("ManagedLoginVersion")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void peopleAreKeptUnlessEverythingIsThrownAway() {
        var thrownAway = template(Map.of("data_on_destroy", "delete"));

        assertThat(deletionPolicy(TEMPLATE)).isEqualTo("RetainExceptOnCreate");
        assertThat(pool().path("DeletionProtection").asText()).isEqualTo("ACTIVE");
        assertThat(deletionPolicy(thrownAway)).isEqualTo("Delete");
        assertThat(thrownAway
                        .onlyProperties("AWS::Cognito::UserPool")
                        .path("DeletionProtection")
                        .asText())
                .isEqualTo("INACTIVE");
    }

    private static String deletionPolicy(SynthesisedTemplate template) {
        return template.resources("AWS::Cognito::UserPool")
                .values()
                .iterator()
                .next()
                .path("DeletionPolicy")
                .asText();
    }

    private static JsonNode pool() {
        return TEMPLATE.onlyProperties("AWS::Cognito::UserPool");
    }

    private static SynthesisedTemplate template(Map<String, ?> changes) {
        var all = new HashMap<String, Object>(changes);
        all.put("route53_domain", "clinic.example.org");
        all.put("sign_in", "cognito");
        var settings = TestApp.settings(all);
        return SynthesisedTemplate.of(new IdentityStack(
                TestApp.create(),
                Deployment.of(settings.deployment()),
                TestApp.ENVIRONMENT,
                settings.signIn(),
                settings.features().access()));
    }
}
