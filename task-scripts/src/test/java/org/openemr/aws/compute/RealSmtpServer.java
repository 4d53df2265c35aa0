package org.openemr.aws.compute;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.openemr.aws.testsupport.FreePort;
import org.openemr.aws.testsupport.Programs;
import org.openemr.aws.testsupport.ServerCertificate;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/**
 * An SMTP server over TLS that behaves as the interface of Amazon SES: STARTTLS is demanded before credentials, an unknown user is
 * answered with 535, and a message that is taken with 250 Ok and its id.
 */
final class RealSmtpServer implements AutoCloseable {

    static final String USER = "AKIASENDER";
    static final String PASSWORD = "BD+secret/of=the-user";

    private final List<String> messages = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger refusals = new AtomicInteger();
    private final ServerCertificate certificate;
    private final SMTPServer server;
    private final String refusal;

    /**
     * Starts it.
     *
     * @param refusals how often the right credentials are not known yet
     * @param refusal what is answered to each recipient, or nothing
     */
    RealSmtpServer(Path directory, int refusals, String refusal) {
        certificate = ServerCertificate.make(directory);
        this.refusals.set(refusals);
        this.refusal = refusal;
        server = SMTPServer.port(FreePort.choose())
                .bindAddress(InetAddress.getLoopbackAddress())
                .requireTLS()
                .requireAuth()
                .startTlsSocketFactory(context(directory))
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory(this::check))
                .messageHandlerFactory(Handler::new)
                .build();
        server.start();
    }

    /** What scripts need to reach it. */
    ContainerFixture reachedFrom(ContainerFixture container) {
        return container
                .withReal("curl")
                .with("CURL_CA_BUNDLE", certificate.authority().toString())
                .with("SMTP_HOST", "localhost")
                .with("SUBMISSION_PORT", String.valueOf(server.getPortAllocated()))
                .with("SMTP_USER", USER)
                .with("SMTP_PASS", PASSWORD)
                .with("SIGN_IN_PAUSE", "0")
                .with("MAIL_SENDER", "notifications@services.clinic.example.org")
                .with("MAIL_TO", "clinic@example.net");
    }

    /** The messages that were taken, each with its envelope in the first line. */
    List<String> messages() {
        return messages;
    }

    @Override
    public void close() {
        server.stop();
    }

    private void check(String user, String password, MessageContext context) throws LoginFailedException {
        if (!USER.equals(user) || !PASSWORD.equals(password) || refusals.getAndDecrement() > 0) {
            throw new LoginFailedException();
        }
    }

    private final class Handler implements MessageHandler {

        private String envelope;

        private Handler(MessageContext context) {
            envelope = "";
        }

        @Override
        public void from(String sender) {
            envelope += sender;
        }

        @Override
        public void recipient(String recipient) throws RejectException {
            if (!refusal.isEmpty()) {
                throw new RejectException(554, refusal);
            }
            envelope += " " + recipient;
        }

        @Override
        public String data(InputStream data) throws IOException {
            messages.add(envelope + "\n" + new String(data.readAllBytes(), StandardCharsets.UTF_8));
            return "Ok 0100019a-b1c2-000000";
        }

        @Override
        public void done() {
            // The conversation is over.
        }
    }

    private SSLContext context(Path directory) {
        Programs.run(
                "cd '%s'; openssl pkcs12 -export -passout pass:changeit -in server.pem -inkey server.key -out server.p12"
                        .formatted(directory),
                List.of("sh", "-e"));
        try (var stream = Files.newInputStream(directory.resolve("server.p12"))) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(stream, "changeit".toCharArray());
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, "changeit".toCharArray());
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
