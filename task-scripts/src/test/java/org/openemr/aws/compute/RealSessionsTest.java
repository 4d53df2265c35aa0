package org.openemr.aws.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.openemr.aws.compute.ContainerFixture.OPENEMR;
import static org.openemr.aws.compute.ContainerFixture.SITE;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openemr.aws.testsupport.FreePort;
import org.openemr.aws.testsupport.RealCache;
import org.openemr.aws.testsupport.RealDatabase;
import org.openemr.aws.testsupport.ServerCertificate;

/**
 * A serving task with a real PHP, its real Redis extension and a real Redis over TLS, where the machine has them; continuous
 * integration installs them.
 */
class RealSessionsTest {

    private static final String SHELL = "busybox ash";
    private static final String COUNTER =
            "<?php session_start(); $n = $_SESSION['n'] ?? 0; usleep(200000); $_SESSION['n'] = $n + 1; echo $n + 1;";

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    private int port;

    @BeforeAll
    static void areThere() {
        assumeTrue(Shells.isInstalled("busybox true", ""), "busybox is not installed");
        assumeTrue(Shells.isInstalled("redis-server", "--version"), "redis-server is not installed");
        assumeTrue(
                Shells.isInstalled("php -r", "exit(extension_loaded('redis') && extension_loaded('mysqli') ? 0 : 1);"),
                "PHP, or its extension redis or mysqli, is not installed");
    }

    @BeforeEach
    void findPort() {
        port = FreePort.choose();
    }

    /** phpredis does not lock by default: of several requests of one user all but one would be lost. */
    @Test
    void requestsOfOneUserAtOnceLoseNothing() {
        try (var cache = RealCache.start(directory)) {
            var counted = new AtomicReference<>("");
            var log = serve(on(cache), () -> {
                get("counter.php");
                Stream<CompletableFuture<String>> atOnce = IntStream.range(0, 3)
                        .mapToObj(number -> CompletableFuture.supplyAsync(() -> get("counter.php")));
                atOnce.toList().forEach(CompletableFuture::join);
                counted.set(get("counter.php"));
            });

            assertThat(counted.get()).as(log).isEqualTo("5");
        }
    }

    @Test
    void aCacheThatFailsGivesNoPasswordAway() {
        var cache = RealCache.start(directory);
        var log = serve(on(cache), () -> {
            get("counter.php");
            cache.close();
            get("counter.php");
        });

        assertThat(log).contains("auth[pass]=(hidden)").doesNotContain("cacheSecret");
    }

    @Test
    void tellsAWrongPasswordFromAWrongCertificateFromNoCache() throws IOException {
        try (var cache = RealCache.start(directory)) {
            assertThat(refused(on(cache).with("REDIS_PASSWORD", "rotated"))).contains("it refuses the user openemr");
            assertThat(refused(on(cache).write(SITE + "/documents/certificates/redis-ca", otherAuthority())))
                    .contains("its certificate is not trusted");
            assertThat(refused(on(cache).with("REDIS_SERVER", "127.0.0.1")))
                    .as("the certificate has the address, but not as a name")
                    .contains("its certificate is not trusted for the name 127.0.0.1");
        }
        var gone = RealCache.start(Files.createDirectory(directory.resolve("gone")));
        gone.close();
        assertThat(refused(on(gone))).contains("there is no connection");
    }

    /** With OpenEMR's own connection, over TLS that is verified. */
    @Test
    void reportsWhatTheDatabaseAnswers() throws IOException {
        try (var database = RealDatabase.start(Files.createDirectory(directory.resolve("database")));
                var cache = RealCache.start(directory)) {
            database.query("CREATE DATABASE openemr; CREATE TABLE openemr.users (id INT);");
            database.load("", "userSecret");
            var container = on(cache);
            connect(container, database, "userSecret", database.authority());
            assertThat(reports(container)).contains("HEALTH database=answers cache=answers 0");

            connect(container, database, "rotated", database.authority());
            assertThat(reports(container))
                    .contains("Access denied for user 'openemr'", "HEALTH database=silent cache=answers 1");

            connect(container, database, "userSecret", otherAuthority());
            assertThat(reports(container)).contains("HEALTH database=silent cache=answers 1");
        }
    }

    private ContainerFixture on(RealCache cache) {
        return ContainerFixture.installed(directory)
                .write("etc/ssl/certs/webserver.cert.pem", "certificate")
                .write("etc/ssl/private/webserver.key.pem", "key")
                .write(SITE + "/documents/certificates/mysql-ca", "CA")
                .write(OPENEMR + "/counter.php", COUNTER)
                .with("SERVER_PORT", String.valueOf(port))
                .on(cache);
    }

    private static void connect(ContainerFixture container, RealDatabase database, String password, String authority) {
        container
                .write(SITE + "/documents/certificates/mysql-ca", authority)
                .write(SITE + "/sqlconf.php", """
                        <?php
                        $host = '127.0.0.1';
                        $port = '%s';
                        $login = 'openemr';
                        $pass = '%s';
                        $dbase = 'openemr';
                        $config = 1;
                        """.formatted(database.variables().get("MYSQL_PORT"), password));
    }

    private String otherAuthority() throws IOException {
        return ServerCertificate.make(Files.createTempDirectory(directory, "other"))
                .authorityText();
    }

    private static String refused(ContainerFixture container) {
        var result = container.run(TaskScript.WORKER, SHELL);
        assertThat(result.status()).as(result.output()).isEqualTo(1);
        assertThat(result.output()).doesNotContain("cacheSecret");
        return result.output();
    }

    private static String reports(ContainerFixture container) {
        return container
                .runUntil(TaskScript.WORKER, SHELL, output -> output.contains("HEALTH"))
                .output();
    }

    /** Serves while somebody uses it, and gives the log. */
    private String serve(ContainerFixture container, Runnable use) {
        var done = new AtomicBoolean();
        var served = CompletableFuture.supplyAsync(() -> container
                .runUntil(TaskScript.WORKER, SHELL, output -> done.get())
                .output());
        try {
            awaitServer();
            use.run();
        } finally {
            done.set(true);
            // One more line for the log.
            get("absent.php");
        }
        return served.join();
    }

    private void awaitServer() {
        for (var attempt = 0; attempt < 100; attempt++) {
            try {
                Thread.sleep(100);
                send("absent.php");
                return;
            } catch (IOException e) {
                // Not yet.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
        throw new AssertionError("The server does not answer");
    }

    private String get(String page) {
        try {
            return send(page);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private String send(String page) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/%s".formatted(port, page)))
                .header("Cookie", "PHPSESSID=0123456789abcdef0123456789abcdef")
                .build();
        return client.send(request, BodyHandlers.ofString()).body();
    }
}
