package org.openemr.aws.signin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openemr.aws.compute.ComputeStack;

/**
 * A real Apache with what the start script of the service's tasks writes for it. It serves the names of OpenEMR's pages as text: what is
 * in them is OpenEMR's.
 */
final class WebServer implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/sbin/apache2");
    private static final String FUNCTION = "end_the_session_before_openemr_too";

    private static final List<String> PAGES = List.of(
            "index.php",
            "apis/default/fhir/metadata",
            "oauth2/default/token",
            "portal/index.php",
            "meta/health/livez",
            "public/assets/jquery.js",
            "library/MedEx/MedEx.php",
            "interface/logout.php",
            "interface/login/login.php",
            "interface/login_screen.php",
            "interface/main/tabs/main.php",
            "interface/reports/report.php");

    private final Path directory;
    private final int port;

    /** Starts it in a directory of its own. */
    WebServer(Path directory, Site site) {
        this.directory = directory;
        port = freePort();
        PAGES.forEach(page -> write("htdocs/" + page, "page " + page));
        write("httpd.conf", """
                ServerName localhost
                PidFile %1$s/pid
                Mutex file:%1$s default
                Listen 127.0.0.1:%2$d
                LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
                LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
                LoadModule alias_module /usr/lib/apache2/modules/mod_alias.so
                LoadModule headers_module /usr/lib/apache2/modules/mod_headers.so
                ErrorLog %1$s/error.log
                DocumentRoot %1$s/htdocs
                IncludeOptional %1$s/etc/apache2/conf.d/*.conf
                """.formatted(directory, port));
        // As the image's own file has it, which is read before ours: limits are copied into a host when it is read.
        write("etc/apache2/conf.d/openemr.conf", """
                LimitRequestFieldSize 32768
                <VirtualHost *:%d>
                </VirtualHost>
                """.formatted(port));
        site.signOutAddress().ifPresent(this::configureSigningOut);
        Programs.run(
                directory,
                PROGRAM.toString(),
                "-f",
                directory.resolve("httpd.conf").toString(),
                "-k",
                "start");
        waitUntilItAnswers();
    }

    static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
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
    }

    /** Runs the function of the script itself. */
    private void configureSigningOut(String address) {
        var script = script();
        var begin = script.indexOf(FUNCTION + "() {");
        var function = script.substring(begin, script.indexOf("\n}\n", begin) + 3);
        write("function.sh", function + FUNCTION + "\n");
        Programs.run(
                directory,
                Map.of("ROOT", directory.toString(), "SIGN_OUT_ADDRESS", address),
                "sh",
                directory.resolve("function.sh").toString());
    }

    private static String script() {
        try (var in = Objects.requireNonNull(ComputeStack.class.getResourceAsStream("scripts/worker.sh"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void waitUntilItAnswers() {
        for (var attempt = 0; attempt < 100; attempt++) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return;
            } catch (IOException e) {
                pause();
            }
        }
        throw new IllegalStateException("Apache does not answer");
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
