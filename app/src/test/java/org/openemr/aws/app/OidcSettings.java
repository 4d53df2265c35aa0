package org.openemr.aws.app;

import java.util.Map;

/** Signing in before OpenEMR with a provider of the practice's own, in settings of tests. */
final class OidcSettings {

    static final Map<String, Object> ALL = Map.ofEntries(
            Map.entry("sign_in", "oidc"),
            Map.entry("oidc_issuer", "https://login.example.net/clinic"),
            Map.entry("oidc_authorization_endpoint", "https://login.example.net/clinic/authorize"),
            Map.entry("oidc_token_endpoint", "https://login.example.net/clinic/token"),
            Map.entry("oidc_user_info_endpoint", "https://login.example.net/clinic/userinfo"),
            Map.entry("oidc_end_session_endpoint", "https://login.example.net/clinic/logout"),
            Map.entry("oidc_client_id", "openemr"),
            Map.entry(
                    "oidc_client_secret_arn",
                    "arn:aws:secretsmanager:us-east-1:111122223333:secret:openemr/openemr/sign-in-AbCdEf"),
            Map.entry("oidc_client_secret_version", "0a1b2c3d-0000-1111-2222-0a1b2c3d4e5f"));

    private OidcSettings() {}
}
