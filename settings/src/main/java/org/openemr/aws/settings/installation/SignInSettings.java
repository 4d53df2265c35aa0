package org.openemr.aws.settings.installation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openemr.aws.settings.Choice;
import org.openemr.aws.settings.ListOfTexts;
import org.openemr.aws.settings.Setting;
import org.openemr.aws.settings.SettingGroup;
import org.openemr.aws.settings.SettingsReader;
import org.openemr.aws.settings.Text;
import org.openemr.aws.settings.WholeNumber;

/**
 * Whether people sign in before the load balancer lets them through to OpenEMR, and where.
 *
 * @param method who asks for the second factor
 * @param sessionHours after how long they sign in again
 * @param openPaths paths that programs of partners reach without signing in
 * @param provider the provider, with {@link SignInMethod#OIDC}
 */
public record SignInSettings(
        SignInMethod method, int sessionHours, List<String> openPaths, Optional<OidcProvider> provider) {

    /** The page that the sign-in form comes to, and the load balancer's own. */
    private static final List<String> NEVER_OPEN =
            List.of("/interface/main/main_screen.php", "/oauth2/idpresponse", "/signed-out");

    private static final Text ADDRESS = Text.of(
            "https address",
            "https://[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+(:443)?(/[A-Za-z0-9._~%!&()*+,;=:@/-]*)?",
            "an address with https and the name of a host, without query and fragment");

    static final Setting<SignInMethod> SIGN_IN = Setting.of(
            "sign_in",
            new Choice<>(SignInMethod.class),
            "",
            SignInMethod.OPENEMR,
            "Who asks for a second factor: OpenEMR alone; or, before OpenEMR and in addition to it, a user pool of Amazon Cognito"
                    + " (`openemr users invite`) or your own OpenID Connect provider (`openemr sign-in oidc`). Needs HTTPS and the name of"
                    + " the site. APIs, portal and health keep their own sign-in.");

    static final Setting<Long> SESSION_HOURS = Setting.of(
            "sign_in_session_hours",
            new WholeNumber(1, 168),
            "hours",
            12L,
            "After how long people sign in again before OpenEMR. OpenEMR's own sign-out after minutes stays.");

    static final Setting<List<String>> OPEN_PATHS = Setting.of(
            "sign_in_open_paths",
            new ListOfTexts(
                    Text.of(
                            "path",
                            "(?!/interface(/main)?/\\*$)(/[A-Za-z0-9_~-][A-Za-z0-9_.~-]*)+(/\\*)?",
                            "a path such as /library/MedEx/MedEx.php, or what is below one such as /sphere/*; not all of /interface"),
                    10),
            "",
            List.of(),
            "With `sign_in`: what partners' programs call (MedEx, payments, fax), which cannot sign in before OpenEMR.");

    static final Setting<String> ISSUER = address("oidc_issuer", "The provider: its issuer.");
    static final Setting<String> AUTHORIZATION_ENDPOINT =
            address("oidc_authorization_endpoint", "Where browsers are sent to sign in.");
    static final Setting<String> TOKEN_ENDPOINT =
            address("oidc_token_endpoint", "Where the load balancer exchanges the code for tokens.");
    static final Setting<String> USER_INFO_ENDPOINT =
            address("oidc_user_info_endpoint", "Where the load balancer asks who it is.");
    static final Setting<String> END_SESSION_ENDPOINT = address(
            "oidc_end_session_endpoint",
            "Where browsers are sent to sign out. Without it the provider's session stays, and signs in again by itself.");

    static final Setting<String> CLIENT_ID = Setting.optional(
            "oidc_client_id",
            Text.of("client id", "[!-~]{1,255}", "up to 255 printable characters without spaces"),
            "",
            "none",
            "How the provider calls the load balancer, whose address to come back to is `https://<site>/oauth2/idpresponse`.");

    static final Setting<String> CLIENT_SECRET_ARN = Setting.optional(
            "oidc_client_secret_arn",
            Text.of(
                    "secret ARN",
                    "arn:aws[a-z-]*:secretsmanager:[a-z]{2}(-[a-z]+)+-[0-9]:[0-9]{12}:secret:[A-Za-z0-9/_+=.@-]{1,256}-[A-Za-z0-9]{6}",
                    "the whole ARN of a secret of Secrets Manager, with its six last characters"),
            "",
            "none",
            "The secret whose text is the load balancer's password at the provider.");

    static final Setting<String> CLIENT_SECRET_VERSION = Setting.optional(
            "oidc_client_secret_version",
            Text.of("secret version", "[A-Za-z0-9-]{32,64}", "the id of a version of the secret, 32 to 64 characters"),
            "",
            "the current one",
            "Another version is another value here: CloudFormation reads a secret only when it changes the listener.");

    static final Setting<String> SCOPE = Setting.of(
            "oidc_scope",
            Text.of("scope", "openid( [!#-\\[\\]-~]+)*", "openid, and others after a space each"),
            "",
            "openid",
            "What the load balancer asks the provider for. With `openid offline_access` Entra ID and Okta let the load balancer ask again"
                    + " whether a user may still come, each time that a token ends.");

    public static final SettingGroup GROUP = SettingGroup.of(
            "identity-stack",
            SIGN_IN,
            SESSION_HOURS,
            OPEN_PATHS,
            ISSUER,
            AUTHORIZATION_ENDPOINT,
            TOKEN_ENDPOINT,
            USER_INFO_ENDPOINT,
            END_SESSION_ENDPOINT,
            CLIENT_ID,
            CLIENT_SECRET_ARN,
            CLIENT_SECRET_VERSION,
            SCOPE);

    /**
     * Reads the settings and the rules between them. A provider may stay written down while nobody signs in there: it is the way back from
     * {@code openemr}, which is the way in when the provider is away.
     *
     * @param access how clients speak to the site
     * @param region the region of the deployment, when it is known
     */
    public static SignInSettings read(SettingsReader reader, SiteAccess access, Optional<String> region) {
        var method = reader.read(SIGN_IN);
        if (method != SignInMethod.OPENEMR && access.hostName().isEmpty()) {
            reader.reject(
                    SIGN_IN,
                    "needs HTTPS and the name that users type, to which the provider sends them back",
                    "set route53_domain, or certificate_arn and site_host_name; or leave it at openemr");
        }
        if (method == SignInMethod.COGNITO
                && region.filter(name -> !Regions.COGNITO_SIGN_IN.contains(name))
                        .isPresent()) {
            reader.reject(
                    SIGN_IN,
                    "is not known to load balancers in " + region.orElseThrow() + " with Amazon Cognito",
                    "choose oidc, or leave it at openemr");
        }
        refuseWhatMustStayClosed(reader);
        return new SignInSettings(
                method,
                reader.read(SESSION_HOURS).intValue(),
                reader.read(OPEN_PATHS),
                provider(reader, method == SignInMethod.OIDC, region));
    }

    /** Whether people sign in before OpenEMR asks them. */
    public boolean isBeforeOpenEmr() {
        return method != SignInMethod.OPENEMR;
    }

    /** The load balancer itself calls the provider, from the subnets that it is in. */
    void refuseNoWayToTheProvider(SettingsReader reader, NetworkSettings network) {
        var isShutIn = network.given().isEmpty()
                && network.scheme() == LoadBalancerScheme.INTERNAL
                && network.natGateways() == 0;
        if (isShutIn && method == SignInMethod.COGNITO) {
            reader.reject(
                    SIGN_IN,
                    "leaves an internal load balancer without a way to Amazon Cognito",
                    "have a gateway (nat_gateways), or leave it at openemr");
        } else if (isShutIn && method == SignInMethod.OIDC) {
            reader.warn(
                    SIGN_IN, "without a NAT gateway the load balancer reaches a provider only by a way that you make");
        }
    }

    private static void refuseWhatMustStayClosed(SettingsReader reader) {
        reader.read(OPEN_PATHS).stream()
                .filter(path -> NEVER_OPEN.stream()
                        .anyMatch(closed ->
                                closed.matches(path.replace(".", "\\.").replace("*", ".*"))))
                .findFirst()
                .ifPresent(path -> reader.reject(
                        OPEN_PATHS, "has " + path + ", where people sign in and out", "name what is narrower"));
    }

    private static Optional<OidcProvider> provider(SettingsReader reader, boolean isWanted, Optional<String> region) {
        var needed = Stream.of(
                        ISSUER,
                        AUTHORIZATION_ENDPOINT,
                        TOKEN_ENDPOINT,
                        USER_INFO_ENDPOINT,
                        CLIENT_ID,
                        CLIENT_SECRET_ARN)
                .map(setting -> needed(reader, setting, isWanted))
                .toList();
        var endSession = reader.readOptional(END_SESSION_ENDPOINT);
        var version = reader.readOptional(CLIENT_SECRET_VERSION);
        var scope = reader.read(SCOPE);
        refuseASecretOfAnotherRegion(reader, region);
        if (!isWanted || needed.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        var values = needed.stream().flatMap(Optional::stream).toList();
        return Optional.of(new OidcProvider(
                values.get(0),
                values.get(1),
                values.get(2),
                values.get(3),
                endSession,
                values.get(4),
                values.get(5),
                version,
                scope));
    }

    private static Optional<String> needed(SettingsReader reader, Setting<String> setting, boolean isWanted) {
        var value = reader.readOptional(setting);
        if (isWanted && value.isEmpty() && reader.areValid(setting)) {
            reader.reject(setting, "is needed by sign_in oidc", "let openemr sign-in oidc write it, or write it");
        }
        return value;
    }

    private static void refuseASecretOfAnotherRegion(SettingsReader reader, Optional<String> region) {
        var secretRegion = reader.readOptional(CLIENT_SECRET_ARN).map(arn -> arn.split(":", -1)[3]);
        if (region.isPresent() && secretRegion.isPresent() && !secretRegion.equals(region)) {
            reader.reject(
                    CLIENT_SECRET_ARN,
                    "is a secret of another region",
                    "keep it in " + region.get() + ", where CloudFormation reads it");
        }
    }

    private static Setting<String> address(String key, String effect) {
        return Setting.optional(key, ADDRESS, "", "none", effect);
    }
}
