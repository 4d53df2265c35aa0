package org.openemr.aws.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.compute.ContainerFixture.OPENEMR;
import static org.openemr.aws.compute.ContainerFixture.SITE;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkerScriptTest {

    private static final String SESSIONS = "etc/php83/conf.d/99-redis-sessions.ini";

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
                .contains("\"tls://cache.example:6379?auth[user]=openemr&auth[pass]=cacheSecret&stream[cafile]=file://")
                .contains("/documents/certificates/redis-ca\"");
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

    /** Behind every other file, and longer than the 60 seconds of a load balancer. */
    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void keepsConnectionsLongerThanTheLoadBalancer(String shell) {
        var container = installed();

        container.run(TaskScript.WORKER, shell);

        assertThat(container.contents("etc/apache2/conf.d"))
                .extractingByKey("etc/apache2/conf.d/zz-keep-alive.conf")
                .asString()
                .contains("KeepAliveTimeout 75");
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
        assertThat(result.output()).contains("cache.example:6379 does not answer after 2 attempts");
        assertThat(container.file(SESSIONS)).doesNotExist();
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
