package org.openemr.aws.loadtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.openemr.aws.testsupport.Programs;
import org.openemr.aws.testsupport.ServerCertificate;

/** What the stand-in presents, and the trust store of those who believe it. */
record SiteCertificate(SSLContext server, Path trustStore) {

    static final String PASSWORD = "of-no-secret";

    static SiteCertificate make(Path directory) {
        var certificate = ServerCertificate.make(directory);
        var keys = directory.resolve("server.p12");
        Programs.run(
                "",
                List.of(
                        "openssl",
                        "pkcs12",
                        "-export",
                        "-inkey",
                        certificate.key().toString(),
                        "-in",
                        certificate.certificate().toString(),
                        "-out",
                        keys.toString(),
                        "-passout",
                        "pass:" + PASSWORD));
        try {
            var trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            try (var authority = Files.newInputStream(certificate.authority())) {
                trusted.setCertificateEntry(
                        "authority", CertificateFactory.getInstance("X.509").generateCertificate(authority));
            }
            var trustStore = directory.resolve("trust.p12");
            try (var out = Files.newOutputStream(trustStore)) {
                trusted.store(out, PASSWORD.toCharArray());
            }
            return new SiteCertificate(context(keys), trustStore);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext context(Path keys) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    /** What a client's virtual machine is told, to believe it. */
    List<String> trusted() {
        return List.of(
                "-Dgatling.ssl.trustStore.type=PKCS12",
                "-Dgatling.ssl.trustStore.file=" + trustStore,
                "-Dgatling.ssl.trustStore.password=" + PASSWORD);
    }
}
