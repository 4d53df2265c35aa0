package org.openemr.aws.settings.installation;

/** Who asks people for their second factor. */
public enum SignInMethod {

    /** OpenEMR alone, of those users who chose to have one. */
    OPENEMR,

    /** A user pool of the deployment in Amazon Cognito, before OpenEMR. */
    COGNITO,

    /** An OpenID Connect provider of the practice's own, before OpenEMR. */
    OIDC
}
