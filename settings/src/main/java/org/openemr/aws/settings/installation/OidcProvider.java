package org.openemr.aws.settings.installation;

import java.util.Optional;

/**
 * An OpenID Connect provider, with what its discovery document says (<a
 * href="https://openid.net/specs/openid-connect-discovery-1_0.html">OpenID Connect Discovery</a>): the load balancer does not read it.
 *
 * @param issuer the address that identifies it
 * @param authorizationEndpoint where browsers are sent to sign in
 * @param tokenEndpoint where the load balancer exchanges the code for tokens
 * @param userInfoEndpoint where the load balancer asks who it is
 * @param endSessionEndpoint where browsers are sent to sign out, when it has one
 * @param clientId how it calls the load balancer
 * @param clientSecretArn the secret of Secrets Manager whose text is the load balancer's password there
 * @param clientSecretVersion which version of the secret; none is the one that is current when the listener is made
 * @param scope what the load balancer asks for
 */
public record OidcProvider(
        String issuer,
        String authorizationEndpoint,
        String tokenEndpoint,
        String userInfoEndpoint,
        Optional<String> endSessionEndpoint,
        String clientId,
        String clientSecretArn,
        Optional<String> clientSecretVersion,
        String scope) {}
