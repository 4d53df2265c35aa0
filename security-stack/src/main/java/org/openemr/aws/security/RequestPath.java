package org.openemr.aws.security;

import java.util.List;
import software.amazon.awscdk.services.wafv2.CfnWebACL.StatementProperty;

/**
 * The requests to OpenEMR that the web ACL tells apart, by their paths below the web server's root, as its sources have them (<a
 * href="https://github.com/openemr/openemr">openemr/openemr</a>, 8.2).
 */
enum RequestPath {

    /**
     * Where nobody is signed in yet, and whoever sends a form wants to be: the sign-in page and the page that its form and the second
     * factor are sent to; the portal's sign-in page, the page that its form is sent to, and registration: {@code index.php}, its steps
     * below {@code account}, and the chart of the new patient. The form of the sign-in page works at every page that has {@code
     * auth=login} in its query ({@code library/auth.inc.php}).
     */
    SIGN_IN(
            "SignInPaths",
            "path:sign-in",
            "^/(?:index\\.php)?$"
                    + "|^/interface/(?:login(?:/|$)|main/main_screen\\.php)"
                    + "|^/portal/?$|^/portal/(?:index\\.php|get_patient_info\\.php|account(?:/|$)|patient/api/patient/?$)",
            // PHP leaves spaces before a name out, and ends a name at a null byte, whatever stands behind that.
            "(?:^|&)[ +]*auth(?:=|[^0-9A-Za-z_=&][\\s\\S]*=)login(?:&|$)"),

    /** The authorisation server: registration of clients, consent, tokens. */
    OAUTH("OAuthPaths", "path:oauth", "^/oauth2(?:/|$)"),

    /** Where the authorisation server takes passwords and secrets: it looks for these words anywhere in the path. */
    CREDENTIALS("CredentialPaths", "path:credentials", "^/oauth2/.*(?:token|login)"),

    /** Registration of a client, whose scopes alone may have more than 8 KB. */
    REGISTRATION("RegistrationPaths", "path:registration", "^/oauth2/[^/]+/registration"),

    /** REST and FHIR, by programs that bring a token. */
    API("ApiPaths", "path:api", "^/apis(?:/|$)");

    private final String ruleName;
    private final String labelName;
    private final String path;
    private final String query;

    RequestPath(String ruleName, String labelName, String path) {
        this(ruleName, labelName, path, "");
    }

    RequestPath(String ruleName, String labelName, String path, String query) {
        this.ruleName = ruleName;
        this.labelName = labelName;
        this.path = path;
        this.query = query;
    }

    /** The rule that gives the label. */
    String ruleName() {
        return ruleName;
    }

    /** The label of such a request. */
    String labelName() {
        return labelName;
    }

    /** Whether the request sends the form of OpenEMR's sign-in page, whatever page it goes to. */
    static StatementProperty sendsTheFormOfSignIn() {
        return Statements.query(SIGN_IN.query);
    }

    /** Whether the request goes there. */
    StatementProperty matches() {
        return query.isEmpty()
                ? Statements.path(path)
                : Statements.any(List.of(Statements.path(path), Statements.query(query)));
    }

    /** Whether the request has the label. */
    StatementProperty isLabelled() {
        return Statements.label(labelName);
    }
}
