package org.openemr.aws.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in before OpenEMR and out again, as the templates have it. */
class SignInFlowTest {

    private static final String REPORT = Site.ADDRESS + "/interface/reports/report.php?from=2026-01-01&to=2026-06-30";
    private static final String LOG_OUT = Site.ADDRESS + "/interface/logout.php?timeout=1";

    /** Where OpenEMR's script sends the window when a session has ended, and after a wrong password. */
    private static final String LOGIN_SCREEN = Site.ADDRESS + "/interface/login_screen.php?error=1&site=default";

    private static final String MAIN = Site.ADDRESS + "/interface/main/tabs/main.php";
    private static final String LOG_IN = Site.ADDRESS + "/interface/login/login.php?site=default";

    @TempDir
    private static Path directory;

    private static Certificate certificate;
    private static Provider provider;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final Hosts hosts = new Hosts();
    private WebServer webServer;
    private LoadBalancer loadBalancer;

    @BeforeAll
    static void startProvider() {
        assumeTrue(WebServer.isInstalled(), "Apache or PHP's process manager is not installed");
        certificate = Certificate.of(directory, Site.HOST, Provider.HOST);
        provider = Provider.start(certificate);
    }

    @AfterAll
    static void stopProvider() {
        if (provider != null) {
            provider.close();
        }
    }

    @AfterEach
    void stop() {
        stopSite();
        hosts.close();
    }

    @Test
    void whoSignsInComesToWhatTheyAskedForAndIsNotAskedAgain() throws Exception {
        start(Map.of());
        var browser = browser();

        var form = browser.open(REPORT);
        assertThat(form.isFormOfTheProvider()).isTrue();
        var report = browser.signIn(form);

        assertThat(report.text()).isEqualTo("page interface/reports/report.php");
        assertThat(report.address()).hasToString(REPORT);
        assertThat(report.trail()).contains(Site.ADDRESS + "/oauth2/idpresponse");
        assertThat(browser.cookies()).contains("AWSELBAuthSessionCookie-0");
        assertThat(browser.open(REPORT).trail()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/apis/default/fhir/metadata",
                "/oauth2/default/token",
                "/portal/index.php",
                "/meta/health/livez",
                "/public/assets/jquery.js",
                "/library/MedEx/MedEx.php",
                "/interface/logout.php"
            })
    void whatHasASignInOfItsOwnIsOpen(String path) throws Exception {
        start(Map.of());

        var page = browser().open(Site.ADDRESS + path + "?x=1");

        assertThat(page.trail()).hasSize(1);
        assertThat(page.text()).isEqualTo("page " + path.substring(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/index.php",
                "/interface/login/login.php",
                "/interface/main/tabs/main.php",
                "/interface/main/tabs/main.php/portal/x.js",
                "/Portal/index.php",
                "/oauth2/token"
            })
    void everythingElseIsNot(String path) throws Exception {
        start(Map.of());

        assertThat(browser().open(Site.ADDRESS + path).isFormOfTheProvider()).isTrue();
    }

    @Test
    void whoSignsOutOfOpenEmrIsSignedOutOfBoth() throws Exception {
        start(Map.of());
        var browser = browser();
        browser.openSignedIn(REPORT);

        browser.open(LOG_OUT);

        isSignedOutOfBoth(browser);
    }

    /** OpenEMR ends a session by itself after minutes, and comes by no page of signing out. */
    @Test
    void whoseSessionOpenEmrEndsIsSignedOutOfBoth() throws Exception {
        start(Map.of());
        var browser = browser();
        browser.openSignedIn(MAIN);

        isSignedOutOfBoth(browser);
    }

    private static void isSignedOutOfBoth(Browser browser) {
        var page = browser.open(LOGIN_SCREEN);

        assertThat(page.trail())
                .containsExactly(
                        Site.ADDRESS + "/interface/login_screen.php",
                        Provider.ADDRESS + "/sign-out",
                        Site.ADDRESS + "/signed-out");
        assertThat(page.text()).contains("You are signed out");
        assertThat(browser.cookies()).doesNotContain("AWSELBAuthSessionCookie-0", "signed_in");
        assertThat(browser.open(REPORT).isFormOfTheProvider()).isTrue();
    }

    /** It ends at the same page of OpenEMR. */
    @Test
    void aWrongPasswordOfOpenEmrSignsNobodyOut() throws Exception {
        start(Map.of());
        var browser = browser();
        browser.openSignedIn(MAIN);
        browser.open(LOG_IN);

        assertThat(browser.open(LOGIN_SCREEN).text()).isEqualTo("page interface/login_screen.php");
        assertThat(browser.open(REPORT).trail()).hasSize(1);
    }

    /** What the patterns of the load balancer let through, and would lead elsewhere. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/portal/../interface/main/tabs/main.php",
                "/portal/%2e%2e/interface/main/tabs/main.php",
                "/portal/.%2E/interface/main/tabs/main.php",
                "/portal/..%2finterface/main/tabs/main.php",
                "/portal/patient/api/x%26auth=login",
                "/apis/default/api/x&auth=login"
            })
    void aPathThatLeadsElsewhereIsRefused(String path) throws Exception {
        start(Map.of());

        var page = browser().open(Site.ADDRESS + path);

        assertThat(page.trail()).hasSize(1);
        assertThat(page.status()).isIn(403, 404);
        assertThat(page.text()).doesNotContain("page interface");
    }

    /** Overnight: the page of signing out is open, though the session before OpenEMR has ended. */
    @Test
    void signingOutWorksAfterTheSessionBeforeOpenEmrHasEnded() throws Exception {
        start(Map.of());
        var browser = browser();
        browser.openSignedIn(REPORT);
        now.updateAndGet(time -> time.plus(Duration.ofHours(13)));

        assertThat(browser.open(LOG_OUT).text()).isEqualTo("page interface/logout.php");
        assertThat(browser.open(LOGIN_SCREEN).address()).hasToString(Site.ADDRESS + "/signed-out");
        assertThat(browser.open(REPORT).isFormOfTheProvider()).isTrue();
    }

    /** Without signing out first, the page of signing in is a page. */
    @Test
    void signingInToOpenEmrIsNotSigningOut() throws Exception {
        start(Map.of());

        assertThat(browser().openSignedIn(LOG_IN).text()).isEqualTo("page interface/login/login.php");
    }

    /** As docs/sign-in.md says of such a provider. */
    @Test
    void aProviderWithoutASignOutSignsInAgainByItself() throws Exception {
        var changes = new HashMap<String, Object>();
        changes.put("oidc_end_session_endpoint", "null");
        start(changes);
        var browser = browser();
        browser.openSignedIn(REPORT);

        browser.open(LOG_OUT);

        assertThat(browser.open(LOGIN_SCREEN).trail()).endsWith(Site.ADDRESS + "/signed-out");
        assertThat(browser.open(REPORT).text()).isEqualTo("page interface/reports/report.php");
    }

    @Test
    void theSessionEndsAfterItsHours() throws Exception {
        start(Map.of("sign_in_session_hours", 8));
        var browser = browser();
        browser.openSignedIn(REPORT);

        now.updateAndGet(time -> time.plus(Duration.ofMinutes(7 * 60 + 59)));
        assertThat(browser.open(REPORT).trail()).hasSize(1);
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(1)));
        assertThat(browser.open(REPORT).trail()).contains(Provider.ADDRESS + "/oauth2/authorize");
    }

    /** The load balancer asks again when a token ends, and not before. */
    @Test
    void whoIsRemovedIsOutWhenTheTokenEnds() throws Exception {
        start(Map.of());
        var browser = browser();
        browser.openSignedIn(REPORT);
        var thief = browser();
        browser.copyTo(thief);

        provider.forgetTokens();

        assertThat(thief.open(REPORT).trail()).hasSize(1);
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(6)));
        assertThat(thief.open(REPORT).isFormOfTheProvider()).isTrue();
    }

    /** Long cookies reach OpenEMR: claims and tokens make the load balancer's own up to 16 KB. */
    @Test
    void longCookiesReachOpenEmr() throws Exception {
        start(Map.of());

        var page = browser().openWith("x=" + "a".repeat(16_000), Site.ADDRESS + "/portal/index.php");

        assertThat(page.status()).isEqualTo(200);
    }

    /**
     * What sign-out cannot do: tokens that the provider does not take back keep a copy of the cookies working, as docs/sign-in.md says.
     * OpenEMR's own session has ended.
     */
    @Test
    void aCopyOutlivesSigningOut() throws Exception {
        start(Map.of());
        var browser = browser();
        browser.openSignedIn(REPORT);
        var thief = browser();
        browser.copyTo(thief);

        browser.open(LOG_OUT);
        browser.open(LOGIN_SCREEN);
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(6)));

        assertThat(thief.open(REPORT).trail()).hasSize(1);
    }

    @Test
    void nobodyComesBackWhoWasNotSent() throws Exception {
        start(Map.of());
        var browser = browser();
        var sent = browser.open(REPORT);
        assertThat(sent.isFormOfTheProvider()).isTrue();

        assertThat(browser()
                        .open(Site.ADDRESS + "/oauth2/idpresponse?code=x&state=y")
                        .status())
                .isEqualTo(401);
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(16)));
        assertThat(browser.signIn(sent).status()).isEqualTo(401);
    }

    @Test
    void aSecretThatIsNotTheProvidersLetsNobodyIn() throws Exception {
        start(Map.of(), "another-secret");
        var browser = browser();

        assertThat(browser.signIn(browser.open(REPORT)).status()).isEqualTo(561);
        assertThat(browser.cookies()).doesNotContain("AWSELBAuthSessionCookie-0");
    }

    /** What docs/sign-in.md tells to do when the provider is away. */
    @Test
    void whileTheProviderIsAwayOpenPathsWorkAndOneSettingLetsPeopleIn() throws Exception {
        start(Map.of());
        var browser = browser();
        var form = browser.open(REPORT);
        hosts.remove(Provider.HOST);

        assertThat(browser().open(Site.ADDRESS + "/portal/index.php").status()).isEqualTo(200);
        assertThat(form.isFormOfTheProvider()).isTrue();
        assertThat(browser().open(Site.ADDRESS + "/apis/default/fhir/metadata").status())
                .isEqualTo(200);

        stopSite();
        start(Map.of("sign_in", "openemr"));
        assertThat(browser().open(REPORT).text()).isEqualTo("page interface/reports/report.php");
    }

    private void stopSite() {
        loadBalancer.close();
        webServer.close();
    }

    private Browser browser() {
        return new Browser(hosts, certificate);
    }

    private void start(Map<String, ?> changes) throws Exception {
        start(changes, Provider.CLIENT_SECRET);
    }

    private void start(Map<String, ?> changes, String clientSecret) throws Exception {
        var site = Site.with(changes);
        webServer = new WebServer(Files.createTempDirectory(directory, "apache"), site);
        var outside = HttpClient.newBuilder()
                .proxy(hosts.proxy())
                .sslContext(certificate.context())
                .build();
        InstantSource clock = now::get;
        loadBalancer = new LoadBalancer(
                site, certificate, new SignIns(outside, clock, clientSecret, new Sealed()), webServer.port());
        hosts.put(Site.HOST, loadBalancer.port());
        hosts.put(Provider.HOST, provider.port());
    }
}
