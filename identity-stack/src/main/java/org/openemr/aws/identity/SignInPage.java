package org.openemr.aws.identity;

import java.util.List;
import org.openemr.aws.contracts.SignInPaths;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.cognito.CfnManagedLoginBranding;
import software.amazon.awscdk.services.cognito.CfnUserPoolClient;
import software.amazon.awscdk.services.cognito.CfnUserPoolClient.TokenValidityUnitsProperty;
import software.amazon.awscdk.services.cognito.CfnUserPoolDomain;
import software.constructs.Construct;

/** Where people sign in, which Amazon Cognito shows, and the client that sends them there: the load balancer. */
final class SignInPage extends Construct {

    /** The second one, "managed login"; the first is the "classic hosted UI". */
    private static final int MANAGED_LOGIN = 2;

    /** Somebody who is removed can work on for so long at most: then the load balancer asks for another token. */
    private static final int MINUTES_OF_A_TOKEN = 15;

    private final CfnUserPoolDomain domain;
    private final CfnUserPoolClient client;

    SignInPage(Construct scope, People people, String site, int sessionHours) {
        super(scope, "SignInPage");
        var userPoolId = people.userPool().getRef();
        domain = CfnUserPoolDomain.Builder.create(this, "Domain")
                .userPoolId(userPoolId)
                .domain("openemr-" + idOfTheStack())
                .managedLoginVersion(MANAGED_LOGIN)
                .build();
        client = CfnUserPoolClient.Builder.create(this, "LoadBalancer")
                .userPoolId(userPoolId)
                .clientName("load-balancer")
                .generateSecret(true)
                .supportedIdentityProviders(List.of("COGNITO"))
                .allowedOAuthFlowsUserPoolClient(true)
                .allowedOAuthFlows(List.of("code"))
                .allowedOAuthScopes(List.of("openid"))
                .callbackUrLs(List.of(site + SignInPaths.COME_BACK))
                .logoutUrLs(List.of(site + SignInPaths.SIGNED_OUT))
                .explicitAuthFlows(List.of("ALLOW_USER_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"))
                .preventUserExistenceErrors("ENABLED")
                .enableTokenRevocation(true)
                .accessTokenValidity(MINUTES_OF_A_TOKEN)
                .idTokenValidity(MINUTES_OF_A_TOKEN)
                .refreshTokenValidity(sessionHours)
                .tokenValidityUnits(TokenValidityUnitsProperty.builder()
                        .accessToken("minutes")
                        .idToken("minutes")
                        .refreshToken("hours")
                        .build())
                .build();
        CfnManagedLoginBranding.Builder.create(this, "Branding")
                .userPoolId(userPoolId)
                .clientId(client.getRef())
                .useCognitoProvidedValues(true)
                .build();
    }

    /** The first label of its host. */
    String domain() {
        return domain.getRef();
    }

    String clientId() {
        return client.getRef();
    }

    /**
     * Hosts are named once in a region, for all accounts: the id of the stack is nobody else's, and another one when the stack is made
     * again beside a user pool that was kept.
     */
    private static String idOfTheStack() {
        return Fn.select(2, Fn.split("/", Aws.STACK_ID));
    }
}
