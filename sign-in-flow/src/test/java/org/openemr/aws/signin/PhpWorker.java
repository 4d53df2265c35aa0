package org.openemr.aws.signin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** PHP's FastCGI process manager, which runs OpenEMR's pages in the image behind Apache. */
final class PhpWorker implements AutoCloseable {

    private static final Path PROGRAMS = Path.of("/usr/sbin");

    private final Process process;

    /** Starts it with the settings in a directory; it writes its log beside them. */
    PhpWorker(Path settings, int port) {
        try {
            var log = settings.resolve("fpm.log");
            var configuration = Files.writeString(
                    settings.resolve("fpm.conf"), """
                    [global]
                    error_log = %s
                    [www]
                    user = %s
                    listen = 127.0.0.1:%d
                    pm = static
                    pm.max_children = 2
                    """.formatted(log, System.getProperty("user.name"), port));
            var builder = new ProcessBuilder(
                            program().orElseThrow().toString(),
                            "--nodaemonize",
                            "--allow-to-run-as-root",
                            "--fpm-config",
                            configuration.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().put("PHP_INI_SCAN_DIR", settings.toString());
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        WebServer.waitUntilItAnswers(port);
    }

    static boolean isInstalled() {
        return program().isPresent();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Debian puts the version into its name. */
    private static Optional<Path> program() {
        try (var programs = Files.newDirectoryStream(PROGRAMS, "php-fpm*")) {
            for (var program : programs) {
                return Optional.of(program);
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
