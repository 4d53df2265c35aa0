package org.openemr.aws.compute;

import org.openemr.aws.constructs.contract.IdentityOutputs;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.elasticloadbalancingv2.CfnListener.ActionProperty;
import software.amazon.awscdk.services.elasticloadbalancingv2.CfnListener.AuthenticateCognitoConfigProperty;

/**
 * The user pool of the deployment in Amazon Cognito.
 *
 * @param sessionTimeout the seconds after which people sign in again
 * @param signedOut where they are sent after they signed out
 */
record UserPoolProvider(IdentityOutputs identity, String sessionTimeout, String signedOut) implements SignInProvider {

    @Override
    public ActionProperty authentication() {
        return ActionProperty.builder()
                .type("authenticate-cognito")
                .order(1)
                .authenticateCognitoConfig(AuthenticateCognitoConfigProperty.builder()
                        .userPoolArn(identity.userPoolArn())
                        .userPoolClientId(identity.loadBalancerClientId())
                        .userPoolDomain(identity.userPoolDomain())
                        .scope("openid")
                        .sessionTimeout(sessionTimeout)
                        .onUnauthenticatedRequest("authenticate")
                        .build())
                .build();
    }

    /** <a href="https://docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html">The sign-out endpoint</a>. */
    @Override
    public String signOutAddress() {
        return "https://%s.auth.%s.amazoncognito.com/logout?client_id=%s&logout_uri=%s"
                .formatted(
                        identity.userPoolDomain(),
                        Aws.REGION,
                        identity.loadBalancerClientId(),
                        SignInProvider.encoded(signedOut));
    }
}
