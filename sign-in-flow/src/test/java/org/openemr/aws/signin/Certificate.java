package org.openemr.aws.signin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for the hosts of a test, which its clients trust and nobody else.
 *
 * @param keyStore PKCS #12
 */
record Certificate(Path keyStore) {

    static final String PASSWORD = "of-no-secret";

    static Certificate of(Path directory, String... hosts) {
        var file = directory.resolve("hosts.p12");
        var names = List.of(hosts).stream().map(host -> "dns:" + host).collect(Collectors.joining(","));
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Programs.run(
                directory,
                keytool,
                "-genkeypair",
                "-alias",
                "hosts",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + hosts[0],
                "-ext",
                "san=" + names,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD);
        return new Certificate(file);
    }

    /** What servers present and clients trust. */
    SSLContext context() {
        try (var in = Files.newInputStream(keyStore)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD.toCharArray());
            var trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("hosts", store.getCertificate("hosts"));
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
