package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openemr.aws.operator.fixtures.LocalAws;
import org.openemr.aws.operator.fixtures.OpenEmrSite;
import org.openemr.aws.operator.fixtures.Operator;

/** The APIs of OpenEMR, with a real OAuth 2 server. */
class ApiCommandsTest extends OperatorTest {

    private OpenEmrSite site;

    @BeforeEach
    void open() {
        site = new OpenEmrSite();
        aws().json(
                        "AmazonSSM.GetParametersByPath",
                        "{\"Parameters\":[{\"Name\":\"/openemr/openemr/compute/site-address\",\"Value\":\"%s\"}]}"
                                .formatted(site.url()));
        operator().program("xdg-open", site.browser());
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void registersAClientAndKeepsItPrivate() throws Exception {
        var run = register();

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("client id     client-1", "http://localhost:");
        assertThat(run.out() + run.err()).doesNotContain("client-secret-1");
        var kept = operator().config().resolve("openemr/openemr.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void signsInWithTheBrowserAndCalls() {
        register();

        var signIn = operator().run("api", "token");
        var call = operator().run("api", "call", "fhir/Patient?name=Moore");

        assertThat(signIn.status()).as(signIn.err()).isZero();
        assertThat(signIn.err()).contains("code_challenge_method=S256", "Signed in.");
        assertThat(call.status()).as(call.err()).isZero();
        assertThat(call.out()).isEqualTo("{\n  \"path\" : \"/apis/default/fhir/Patient?name=Moore\"\n}\n");
    }

    @Test
    void signsInByPastingOnAMachineWithoutABrowser() {
        register();

        var run = site.paste(operator(), parameters -> parameters);

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(operator().run("api", "call", "api/facility").status()).isZero();
    }

    @Test
    void refusesAnAnswerToAnotherQuestion() {
        register();

        var run = operator()
                .typing("http://localhost/callback?code=x&state=forged")
                .run("api", "token", "--paste");

        assertThat(run.status()).isEqualTo(4);
        assertThat(run.err()).contains("its state differs");
        assertThat(operator().run("api", "call", "fhir/Patient").err()).contains("Nobody is signed in");
    }

    @Test
    void saysThatConsentWasDenied() {
        register();

        var run = site.paste(operator(), parameters -> parameters.replaceAll("code=[^&]*", "error=access_denied"));

        assertThat(run.status()).isEqualTo(4);
        assertThat(run.err()).contains("OpenEMR refused: access_denied");
    }

    @Test
    void saysThatTheCodeHasExpired() {
        register();

        var run = site.paste(operator(), parameters -> parameters.replaceAll("code=[^&]*", "code=expired"));

        assertThat(run.status()).isEqualTo(4);
        assertThat(run.err()).contains("The code is not accepted");
    }

    @Test
    void renewsTheTokenThatEnds() {
        register();
        site.paste(operator(), parameters -> parameters);

        var call = operator().at(Operator.NOW.plus(Duration.ofDays(1))).run("api", "call", "fhir/Patient");

        assertThat(call.status()).as(call.err()).isZero();
        assertThat(site.refreshes()).isEqualTo(1);
    }

    @Test
    void renewsTheTokenThatTheSiteNoLongerTakes() {
        register();
        site.paste(operator(), parameters -> parameters);
        site.rejectsTheNextCall();

        assertThat(operator().run("api", "call", "fhir/Patient").status()).isZero();
        assertThat(site.refreshes()).isEqualTo(1);
    }

    @Test
    void saysWhatTheSiteAnswers() {
        register();
        site.paste(operator(), parameters -> parameters);

        var run = operator().run("api", "call", "fhir/missing");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains("status 404");
    }

    @Test
    void callsNothingElseThanTheApis() {
        register();

        for (var path :
                new String[] {"interface/main.php", "fhir/../../interface", "https://elsewhere.example/fhir/Patient"}) {
            assertThat(operator().run("api", "call", path).status()).isEqualTo(2);
        }
        assertThat(operator()
                        .run("api", "call", "--method", "TRACE", "fhir/Patient")
                        .status())
                .isEqualTo(2);
    }

    @Test
    void saysThatNothingIsRegistered() {
        assertThat(operator().run("api", "token").err()).contains("openemr api register");
        assertThat(operator().run("api", "call", "fhir/Patient").status()).isEqualTo(5);
    }

    @Test
    void saysThatTheApisAreOff() {
        aws().json(
                        "AmazonSSM.GetParametersByPath",
                        "{\"Parameters\":[{\"Name\":\"/openemr/openemr/compute/site-address\",\"Value\":\"%s\"}]}"
                                .formatted(aws().url()));

        var run = register();

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err()).contains("\"activate_openemr_apis\": true");
    }

    @Test
    void verifiesCertificatesUnlessTold() {
        try (var unknown = new UnknownServer()) {
            aws().json(
                            "AmazonSSM.GetParametersByPath",
                            "{\"Parameters\":[{\"Name\":\"/openemr/openemr/compute/site-address\",\"Value\":\"%s\"}]}"
                                    .formatted(unknown.url()));

            assertThat(register().err()).contains("cannot be verified", "--insecure");
            assertThat(operator()
                            .run("api", "register", "--contact", "it@example.org", "--insecure")
                            .err())
                    .contains("Warning: certificates are not verified", "The site offers no APIs");
        }
    }

    @Test
    void saysWhatIsNotPermitted() {
        aws().json("AmazonSSM.GetParametersByPath", LocalAws.denied());

        assertThat(register().status()).isEqualTo(4);
    }

    private Operator.Run register() {
        return operator()
                .run("api", "register", "--contact", "it@clinic.example.org", "--redirect-port", site.redirectPort());
    }
}
