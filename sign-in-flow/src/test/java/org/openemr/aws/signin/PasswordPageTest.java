package org.openemr.aws.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenEMR's form of signing in is taken at one page only, as a real PHP behind a real Apache reads path and query. */
class PasswordPageTest {

    private static final String REFUSED = "403 Sign in at the sign-in page.";

    @TempDir
    private static Path directory;

    private static WebServer webServer;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        assumeTrue(WebServer.isInstalled(), "Apache or PHP's process manager is not installed");
        webServer = new WebServer(directory, Site.with(Map.of()));
    }

    @AfterAll
    static void stop() {
        if (webServer != null) {
            webServer.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth=login&site=default",
                "site=default&auth=login",
                "au%74h=log%69n",
                "+auth=login",
                "auth%00=login",
                "auth%00%3D=login",
                "auth%00%26=login",
                "auth=logout&auth=login"
            })
    void noOtherPageTakesIt(String query) throws Exception {
        for (var page : new String[] {
            "/ccr/createCCR.php",
            "/portal/patient/index.php",
            "/portal/patient/index.php/x/y",
            "/ccr/createCCR.php/interface/main/main_screen.php"
        }) {
            assertThat(post(page + "?" + query)).as(page).isEqualTo(REFUSED);
        }
    }

    @Test
    void itsOwnPageDoes() throws Exception {
        assertThat(post("/interface/main/main_screen.php?auth=login&site=default"))
                .isEqualTo("200 page interface/main/main_screen.php read \"login\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "auth=logout", "auth[]=login", "author=login", "x=auth%3Dlogin", "auth=login%00"})
    void everythingElseGoesOn(String query) throws Exception {
        assertThat(post("/ccr/createCCR.php?" + query)).startsWith("200 page ccr/createCCR.php");
    }

    private String post(String target) throws Exception {
        var response = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + webServer.port()
                                + target.replace("[", "%5B").replace("]", "%5D")))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("authUser=a&clearPass=b"))
                        .build(),
                BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }
}
