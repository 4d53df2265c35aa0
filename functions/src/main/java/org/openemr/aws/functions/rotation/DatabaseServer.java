package org.openemr.aws.functions.rotation;

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
    private Optional<String> fetched = Optional.empty();

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
        // The driver takes the text itself, where it begins like a certificate.
        properties.setProperty("serverSslCert", authorities().strip());
        properties.setProperty("connectTimeout", String.valueOf(CONNECT.toMillis()));
        properties.setProperty("socketTimeout", String.valueOf(ANSWER.toMillis()));
        return new Driver()
                .connect(
                        "jdbc:mariadb://%s:%s/".formatted(credential.part("host"), credential.part("port")),
                        properties);
    }

    /** Asked for once. */
    private String authorities() {
        var text = fetched.orElseGet(authorities);
        fetched = Optional.of(text);
        return text;
    }
}
