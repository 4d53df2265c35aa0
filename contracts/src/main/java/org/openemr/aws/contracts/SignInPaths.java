package org.openemr.aws.contracts;

/** Paths of the site that belong to signing in before OpenEMR. */
public final class SignInPaths {

    /**
     * Where a provider sends people back to, which the load balancer answers itself: <a
     * href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html">Authenticate users</a>.
     */
    public static final String COME_BACK = "/oauth2/idpresponse";

    /** Where people are after they signed out. */
    public static final String SIGNED_OUT = "/signed-out";

    private SignInPaths() {}
}
