package org.openemr.aws.signin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openemr.aws.compute.ComputeStack;
import org.openemr.aws.testsupport.FreePort;

/**
 * A real Apache before a real PHP, as the image has them, with what the start script of the service's tasks writes for both. The pages tell
 * their names and what PHP reads in the query: what else is in them is OpenEMR's.
 */
final class WebServer implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/sbin/apache2");
    private static final String FIRST = "end_the_session_before_openemr_too";
    private static final String LAST = "keep_to_the_sign_in_before_openemr";

    private static final List<String> PAGES = List.of(
            "index.php",
            "apis/default/fhir/metadata",
            "oauth2/default/token",
            "portal/index.php",
            "portal/patient/index.php",
            "ccr/createCCR.php",
            "meta/health/livez",
            "public/assets/jquery.js",
            "library/MedEx/MedEx.php",
            "interface/logout.php",
            "interface/login/login.php",
            "interface/login_screen.php",
            "interface/main/main_screen.php",
            "interface/main/tabs/main.php",
            "interface/reports/report.php");

    private static final String READS =
            "<?php if (isset($_GET['auth'])) { echo ' read '; echo json_encode($_GET['auth']); }";

    private final Path directory;
    private final int port;
    private final PhpWorker php;

    /** Starts it in a directory of its own. */
    WebServer(Path directory, Site site) {
        this.directory = directory;
        port = FreePort.choose();
        PAGES.forEach(page -> write("htdocs/" + page, "page " + page + (page.endsWith(".php") ? READS : "")));
        var phpPort = FreePort.choose();
        write("httpd.conf", """
                ServerName localhost
                PidFile %1$s/pid
                Mutex file:%1$s default
                Listen 127.0.0.1:%2$d
                LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
                LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
                LoadModule alias_module /usr/lib/apache2/modules/mod_alias.so
                LoadModule headers_module /usr/lib/apache2/modules/mod_headers.so
                LoadModule proxy_module /usr/lib/apache2/modules/mod_proxy.so
                LoadModule proxy_fcgi_module /usr/lib/apache2/modules/mod_proxy_fcgi.so
                ErrorLog %1$s/error.log
                DocumentRoot %1$s/htdocs
                IncludeOptional %1$s/etc/apache2/conf.d/*.conf
                """.formatted(directory, port));
        // As the image's own file has it, which is read before ours: limits are copied into a host when it is read.
        write("etc/apache2/conf.d/openemr.conf", """
                LimitRequestFieldSize 32768
                <VirtualHost *:%d>
                </VirtualHost>
                <FilesMatch "[.]php$">
                    SetHandler "proxy:fcgi://127.0.0.1:%d"
                </FilesMatch>
                """.formatted(port, phpPort));
        write("etc/php83/conf.d/00.ini", "");
        site.signOutAddress().ifPresent(this::configureSigningOut);
        php = new PhpWorker(directory.resolve("etc/php83/conf.d"), phpPort);
        Programs.run(
                directory,
                PROGRAM.toString(),
                "-f",
                directory.resolve("httpd.conf").toString(),
                "-k",
                "start");
        waitUntilItAnswers(port);
    }

    static boolean isInstalled() {
        return Files.isExecutable(PROGRAM) && PhpWorker.isInstalled();
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        Programs.run(
                directory,
                PROGRAM.toString(),
                "-f",
                directory.resolve("httpd.conf").toString(),
                "-k",
                "stop");
        php.close();
    }

    /** Runs the functions of the script itself. */
    private void configureSigningOut(String address) {
        var script = script();
        var functions = script.substring(
                script.indexOf(FIRST + "() {"), script.indexOf("\n}\n", script.indexOf(LAST + "() {")) + 3);
        write("functions.sh", "set -eu\n" + functions + LAST + "\n");
        Programs.run(
                directory,
                Map.of(
                        "ROOT",
                        directory.toString(),
                        "OPENEMR",
                        directory.resolve("htdocs").toString(),
                        "SIGN_OUT_ADDRESS",
                        address),
                "sh",
                directory.resolve("functions.sh").toString());
    }

    private static String script() {
        try (var in = Objects.requireNonNull(ComputeStack.class.getResourceAsStream("scripts/worker.sh"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void waitUntilItAnswers(int port) {
        for (var attempt = 0; attempt < 100; attempt++) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return;
            } catch (IOException e) {
                pause();
            }
        }
        throw new IllegalStateException("Nothing answers on port " + port);
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(String file, String text) {
        try {
            var path = directory.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
