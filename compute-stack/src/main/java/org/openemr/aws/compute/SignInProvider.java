package org.openemr.aws.compute;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.openemr.aws.contracts.SignInPaths;
import org.openemr.aws.settings.installation.SignInSettings;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.elasticloadbalancingv2.CfnListener.ActionProperty;

/** Where the load balancer sends people to sign in before it lets them through to OpenEMR. */
interface SignInProvider {

    /** The action of a listener that does so; what it lets through, the next action gets. */
    ActionProperty authentication();

    /** Where browsers go to end the session there. */
    String signOutAddress();

    /** The provider of the settings; none when OpenEMR alone asks. */
    static Optional<SignInProvider> of(SignInSettings settings, Upstream upstream) {
        var access = upstream.features().access();
        var signedOut = access.hostName().map(access::address).orElse("") + SignInPaths.SIGNED_OUT;
        return switch (settings.method()) {
            case OPENEMR -> Optional.empty();
            case COGNITO -> Optional.of(new UserPoolProvider(upstream.identity(), sessionTimeout(settings), signedOut));
            case OIDC ->
                Optional.of(new OpenIdConnectProvider(
                        settings.provider().orElseThrow(), sessionTimeout(settings), signedOut));
        };
    }

    /** A value of a parameter in a query. */
    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String sessionTimeout(SignInSettings settings) {
        return String.valueOf(Duration.hours(settings.sessionHours()).toSeconds());
    }
}
