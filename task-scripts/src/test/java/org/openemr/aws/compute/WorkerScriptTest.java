package org.openemr.aws.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.compute.ContainerFixture.OPENEMR;
import static org.openemr.aws.compute.ContainerFixture.SITE;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WorkerScriptTest {

    private static final String SESSIONS = "etc/php83/conf.d/99-redis-sessions.ini";

    private static final String SIGN_OUT = "etc/apache2/conf.d/zz-sign-in.conf";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void servesWithSessionsInTheCacheAndWithoutInstallers(String shell) {
        var container = installed();

        var result = container.run(TaskScript.WORKER, shell);

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(result.output()).contains("Serving OpenEMR", "serving").doesNotContain("cacheSecret");
        assertThat(container.text(SESSIONS))
                .contains("session.save_handler = redis")
                .contains(
                        "\"tls://cache.example:6379?auth[user]=openemr&auth[pass]=cacheSecret&timeout=3&read_timeout=5&stream[cafile]=file://")
                .contains("/documents/certificates/redis-ca\"")
                .contains("redis.session.locking_enabled = 1");
        assertThat(container.stateText("said-to-cache")).contains("AUTH openemr cacheSecret", "PING");
        assertThat(container.stateText("entrypoint-environment"))
                .contains("K8S=worker")
                .doesNotContain("REDIS_", "cacheSecret");
        assertThat(container.file(OPENEMR + "/setup.php")).doesNotExist();
        assertThat(container.file(OPENEMR + "/sql_upgrade.php")).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void readsNewCertificatesEveryNightAndSaysSoOnce(String shell) {
        var container = installed();
        container.run(TaskScript.WORKER, shell);

        container.run(TaskScript.WORKER, shell);

        assertThat(container.text("etc/crontabs/root")).isEqualTo("1 23 * * * /usr/sbin/httpd -k graceful\n");
        assertThat(container.files()).noneMatch(file -> file.endsWith(".new"));
    }

    /** Behind every other file. */
    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void keepsConnectionsLongerThanTheLoadBalancer(String shell) {
        var container = installed().with("LOAD_BALANCER_IDLE_TIMEOUT", "300");

        container.run(TaskScript.WORKER, shell);

        assertThat(container.contents("etc/apache2/conf.d"))
                .extractingByKey("etc/apache2/conf.d/zz-keep-alive.conf")
                .asString()
                .contains("KeepAliveTimeout 315");
    }

    /** What Apache makes of it, {@code sign-in-flow} shows. */
    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void signsOutBeforeOpenEmrTooWherePeopleSignInThere(String shell) {
        var container = installed();
        container.run(TaskScript.WORKER, shell);

        assertThat(container.file(SIGN_OUT)).doesNotExist();

        container.with(
                "SIGN_OUT_ADDRESS", "https://login.example.net/logout?client_id=a&logout_uri=https%3A%2F%2Fsite");
        container.run(TaskScript.WORKER, shell);

        assertThat(container.text(SIGN_OUT))
                .contains("Redirect 302 \"https://login.example.net/logout?client_id=a&logout_uri=https%3A%2F%2Fsite\"")
                .contains("<Location \"/interface/login_screen.php\">")
                .contains(
                        "AWSELBAuthSessionCookie-0=; Path=/; Max-Age=0",
                        "AWSELBAuthSessionCookie-3=; Path=/; Max-Age=0")
                .contains("Require all denied");
        assertThat(container.text("etc/php83/conf.d/99-sign-in.ini"))
                .contains("auto_prepend_file = \"", "etc/openemr-sign-in.php");
        assertThat(container.text("etc/openemr-sign-in.php")).contains("/interface/main/main_screen.php\")");
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void failsWithoutAConfiguration(String shell) {
        var container = new ContainerFixture(directory);

        var result = container.run(TaskScript.WORKER, shell);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("There is no configuration on the sites file system");
        assertThat(container.stateText("entrypoint-environment")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void failsWithoutACertificate(String shell) {
        var container = installed().write("etc/ssl/private/webserver.key.pem", "");

        var result = container.run(TaskScript.WORKER, shell);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("private/webserver.key.pem is missing");
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void failsWhenTheCacheDoesNotAnswer(String shell) {
        var container = installed().without("cache-up");

        var result = container.run(TaskScript.WORKER, shell);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output())
                .contains("cache.example:6379 does not answer after 2 attempts")
                .contains("there is no connection", "Connection refused");
        assertThat(container.file(SESSIONS)).doesNotExist();
    }

    /** The answers are those of Valkey and of OpenSSL, which RealSessionsTest gets from the real ones. */
    @ParameterizedTest
    @CsvSource({
        "-WRONGPASS invalid username-password pair or user is disabled., it refuses the user openemr",
        "verify error:num=62:hostname mismatch, its certificate is not trusted for the name cache.example",
        "certificate verify failed, its certificate is not trusted for the name cache.example"
    })
    void tellsWhyTheCacheRefuses(String answer, String sentence) {
        var container = installed().state("cache-says", answer);

        var result = container.run(TaskScript.WORKER, "bash");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains(sentence).doesNotContain("cacheSecret");
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void keepsThePasswordOfTheCacheOutOfTheLog(String shell) {
        var result = installed().run(TaskScript.WORKER, shell);

        assertThat(result.output())
                .contains("Failed to read session data: redis (path: tls://cache.example:6379?auth[user]=openemr"
                        + "&auth[pass]=(hidden)&timeout=3&read_timeout=5&stream[cafile]=file://")
                .doesNotContain("cacheSecret");
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void endsAsTheServerEnds(String shell) {
        var result = installed().state("server-ends-with", "7").run(TaskScript.WORKER, shell);

        assertThat(result.status()).isEqualTo(7);
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void reportsWhetherDatabaseAndCacheAnswer(String shell) {
        var result = reporting(installed(), shell);

        assertThat(result.output()).contains("HEALTH database=answers cache=answers 0");
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void reportsADatabaseThatDoesNotAnswer(String shell) {
        var result = reporting(installed().without("up"), shell);

        assertThat(result.output())
                .contains("the database does not answer this task: Connection refused")
                .contains("HEALTH database=silent cache=answers 1");
    }

    @Test
    void letsADatabaseSleepThatPauses() {
        var result = reporting(installed().without("up").with("DATABASE_PAUSES", "yes"), "bash");

        assertThat(result.output()).contains("HEALTH database=not-asked cache=answers 0");
    }

    /** The log would be lost. */
    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void endsWhenTheFilterOfTheLogHasEnded(String shell) {
        var result = installed()
                .state("serves-on", "")
                .state("filter-ends", "")
                .with("HEALTH_PAUSE", "1")
                .run(TaskScript.WORKER, shell);

        assertThat(result.output()).contains("what hides the password in the log has ended");
        assertThat(result.status()).isNotZero();
    }

    /** Stops it as ECS does after its first report: signals reach the server, whose end is the task's. */
    private static ContainerFixture.Result reporting(ContainerFixture container, String shell) {
        var result = container
                .state("serves-on", "")
                .runUntil(TaskScript.WORKER, shell, output -> output.contains("HEALTH"));
        assertThat(result.status()).as(result.output()).isEqualTo(128 + 15);
        return result;
    }

    private ContainerFixture installed() {
        return new ContainerFixture(directory)
                .write(SITE + "/sqlconf.php", "<?php\n$config = 1;\n")
                .write(SITE + "/documents/certificates/mysql-ca", "CA")
                .write(SITE + "/documents/certificates/redis-ca", "CA")
                .write("etc/ssl/certs/webserver.cert.pem", "certificate")
                .write("etc/ssl/private/webserver.key.pem", "key");
    }
}
