package org.openemr.aws.functions.rotation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import org.mariadb.jdbc.Driver;

/**
 * The database, over TLS with a certificate that is verified for the host's name. Its secrets say where it is, as
 * <a href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_secret_json_structure.html">Secrets Manager writes them</a>.
 */
class DatabaseServer {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofMinutes(1);

    private final Supplier<String> authorities;
    private Optional<Path> file = Optional.empty();

    /**
     * Does not connect yet.
     *
     * @param authorities certificates of the authorities that are trusted, as PEM
     */
    DatabaseServer(Supplier<String> authorities) {
        this.authorities = authorities;
    }

    /** Connects as the user of a credential. */
    Connection open(Credential credential) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", credential.user());
        properties.setProperty("password", credential.password());
        properties.setProperty("sslMode", "verify-full");
        properties.setProperty("serverSslCert", authoritiesFile().toString());
        properties.setProperty("connectTimeout", String.valueOf(CONNECT.toMillis()));
        properties.setProperty("socketTimeout", String.valueOf(ANSWER.toMillis()));
        return new Driver()
                .connect(
                        "jdbc:mariadb://%s:%s/".formatted(credential.part("host"), credential.part("port")),
                        properties);
    }

    private Path authoritiesFile() {
        var written = file.orElseGet(this::writeAuthorities);
        file = Optional.of(written);
        return written;
    }

    private Path writeAuthorities() {
        try {
            return Files.writeString(Files.createTempFile("database-authorities", ".pem"), authorities.get());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
