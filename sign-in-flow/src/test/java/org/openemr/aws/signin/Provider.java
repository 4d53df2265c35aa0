package org.openemr.aws.signin;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/**
 * A real OpenID Connect provider: Spring Authorization Server, with one client, the load balancer, and one person.
 *
 * @param context its beans
 */
record Provider(ServletWebServerApplicationContext context) implements AutoCloseable {

    static final String HOST = "login.example.net";
    static final String ADDRESS = "https://" + HOST;
    static final String CLIENT_ID = "openemr";
    static final String CLIENT_SECRET = "the-text-of-the-secret";
    static final String PERSON = "jane@clinic.example.org";
    static final String PASSWORD = "Correct-horse-8";

    /** Listens with TLS on a port that nobody else has. */
    static Provider start(Certificate certificate) {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        var application = new SpringApplication(ProviderConfiguration.class);
        application.setDefaultProperties(Map.of(
                "server.port", "0",
                "server.address", "127.0.0.1",
                "server.ssl.key-store", certificate.keyStore().toString(),
                "server.ssl.key-store-password", Certificate.PASSWORD,
                "spring.main.banner-mode", "off"));
        return new Provider((ServletWebServerApplicationContext) application.run());
    }

    int port() {
        return context.getWebServer().getPort();
    }

    /** Takes every token back, as when somebody is removed. */
    void forgetTokens() {
        context.getBean(Authorizations.class).forget();
    }

    @Override
    public void close() {
        context.close();
    }
}
