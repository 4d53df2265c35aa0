package org.openemr.aws.security;

import software.amazon.awscdk.services.wafv2.CfnWebACL.StatementProperty;

/**
 * The paths of OpenEMR that the web ACL tells apart, below the web server's root, as its sources have them (<a
 * href="https://github.com/openemr/openemr">openemr/openemr</a>).
 */
enum RequestPath {

    /**
     * Where nobody is signed in yet, and whoever sends a form wants to be: the sign-in page and the page that its form and the second
     * factor are sent to; the portal's sign-in page, the page that its form is sent to, and registration, which {@code index.php} is and
     * whose steps are below {@code account}. Everything else asks for a session first.
     */
    SIGN_IN("^/(index\\.php)?$"
            + "|^/interface/(login(/|$)|main/main_screen\\.php)"
            + "|^/portal/?$|^/portal/(index\\.php|get_patient_info\\.php|account(/|$))"),

    /** The authorisation server: registration of clients, consent, tokens. */
    OAUTH("^/oauth2(/|$)"),

    /** REST and FHIR, by programs that bring a token. */
    API("^/apis(/|$)");

    private final String regex;

    RequestPath(String regex) {
        this.regex = regex;
    }

    /** The rule that gives the label. */
    String ruleName() {
        return switch (this) {
            case SIGN_IN -> "SignInPaths";
            case OAUTH -> "OAuthPaths";
            case API -> "ApiPaths";
        };
    }

    /** The label of a request to one of these paths. */
    String labelName() {
        return switch (this) {
            case SIGN_IN -> "path:sign-in";
            case OAUTH -> "path:oauth";
            case API -> "path:api";
        };
    }

    /** Whether the request goes there. */
    StatementProperty matches() {
        return Statements.path(regex);
    }

    /** Whether the request has the label. */
    StatementProperty isLabelled() {
        return Statements.label(labelName());
    }
}
