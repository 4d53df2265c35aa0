package org.openemr.aws.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TlsMaterialScriptTest {

    private static final String CERTIFICATE = "etc/ssl/certs/webserver.cert.pem";
    private static final String KEY = "etc/ssl/private/webserver.key.pem";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void makesAKeyAndACertificateOnAnEmptyFileSystem(String shell) throws Exception {
        var container = new ContainerFixture(directory);

        var result = container.run(TaskScript.TLS_MATERIAL, shell);

        assertThat(result.status()).as(result.output()).isZero();
        try (InputStream stream = Files.newInputStream(container.file(CERTIFICATE))) {
            var certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(stream);
            assertThat(certificate.getSigAlgName()).isEqualTo("SHA256withRSA");
            assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=localhost");
            certificate.checkValidity();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(container.file(KEY))))
                .isEqualTo("rw-------");
        assertThat(container.file("etc/ssl/docker-selfsigned-configured")).exists();
        assertThat(container.text("etc/ssl/certs/ca-certificates.crt")).contains("Amazon");
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void replacesKeyAndCertificateTogether(String shell) throws IOException {
        var container = new ContainerFixture(directory);
        container.run(TaskScript.TLS_MATERIAL, shell);
        var firstKey = container.text(KEY);
        var firstCertificate = container.text(CERTIFICATE);

        var result = container.run(TaskScript.TLS_MATERIAL, shell);

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(container.text(KEY)).isNotEqualTo(firstKey);
        assertThat(container.text(CERTIFICATE)).isNotEqualTo(firstCertificate);
        assertThat(container.file(KEY).toRealPath().getParent())
                .isEqualTo(container.file(CERTIFICATE).toRealPath().getParent());
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void leavesTheOldPairWhenANewOneCannotBeMade(String shell) {
        var container = new ContainerFixture(directory);
        container.run(TaskScript.TLS_MATERIAL, shell);
        var key = container.text(KEY);
        container.write("swarm-pieces/ssl/openssl.cnf", "[req]\ndistinguished_name = missing\n");

        var result = container.run(TaskScript.TLS_MATERIAL, shell);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("openssl could not make a certificate");
        assertThat(container.text(KEY)).isEqualTo(key);
    }
}
