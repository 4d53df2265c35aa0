package org.openemr.aws.compute;

import org.openemr.aws.settings.installation.OidcProvider;
import software.amazon.awscdk.SecretValue;
import software.amazon.awscdk.SecretsManagerSecretOptions;
import software.amazon.awscdk.services.elasticloadbalancingv2.CfnListener.ActionProperty;
import software.amazon.awscdk.services.elasticloadbalancingv2.CfnListener.AuthenticateOidcConfigProperty;

/**
 * A provider of the practice's own.
 *
 * @param sessionTimeout the seconds after which people sign in again
 * @param signedOut where they are sent after they signed out
 */
record OpenIdConnectProvider(OidcProvider provider, String sessionTimeout, String signedOut) implements SignInProvider {

    @Override
    public ActionProperty authentication() {
        return ActionProperty.builder()
                .type("authenticate-oidc")
                .order(1)
                .authenticateOidcConfig(AuthenticateOidcConfigProperty.builder()
                        .issuer(provider.issuer())
                        .authorizationEndpoint(provider.authorizationEndpoint())
                        .tokenEndpoint(provider.tokenEndpoint())
                        .userInfoEndpoint(provider.userInfoEndpoint())
                        .clientId(provider.clientId())
                        .clientSecret(clientSecret())
                        .scope(provider.scope())
                        .sessionTimeout(sessionTimeout)
                        .onUnauthenticatedRequest("authenticate")
                        .build())
                .build();
    }

    /**
     * <a href="https://openid.net/specs/openid-connect-rpinitiated-1_0.html">RP-Initiated Logout</a>; the load balancer shows nobody the
     * token that could say who it is, so the client's id does.
     */
    @Override
    public String signOutAddress() {
        return provider.endSessionEndpoint()
                .map(endpoint -> "%s?client_id=%s&post_logout_redirect_uri=%s"
                        .formatted(
                                endpoint,
                                SignInProvider.encoded(provider.clientId()),
                                SignInProvider.encoded(signedOut)))
                .orElse(signedOut);
    }

    /** The text of the secret, which CloudFormation fills in: no template has it. */
    private String clientSecret() {
        var options = SecretsManagerSecretOptions.builder();
        provider.clientSecretVersion().ifPresent(options::versionId);
        return SecretValue.secretsManager(provider.clientSecretArn(), options.build())
                .unsafeUnwrap();
    }
}
