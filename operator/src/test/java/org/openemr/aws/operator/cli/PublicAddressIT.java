package org.openemr.aws.operator.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.File;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openemr.aws.operator.fixtures.Launched;

/** {@code openemr access allow --my-ip} with a server whose certificate the Java machine trusts. */
class PublicAddressIT extends OperatorTest {

    private static final String PASSWORD = "changeit";

    private WireMockServer server;

    @BeforeEach
    void serve() throws Exception {
        var store = trustedCertificate();
        server = new WireMockServer(WireMockConfiguration.options()
                .dynamicPort()
                .dynamicHttpsPort()
                .keystorePath(store.toString())
                .keystorePassword(PASSWORD)
                .keyManagerPassword(PASSWORD));
        server.start();
        operator()
                .withCertificate()
                .with("OPENEMR_ADDRESS_SERVICE", "https://localhost:" + server.httpsPort())
                .with(
                        "JDK_JAVA_OPTIONS",
                        "-Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStorePassword=%s"
                                .formatted(store, PASSWORD));
    }

    @AfterEach
    void stopServing() {
        server.stop();
    }

    @Test
    void allowsTheOwnAddress() {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withBody("203.0.113.7\n")));

        var run = new Launched(operator()).piped("access", "allow", "--my-ip");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("+    \"security_group_ip_range_ipv4\": \"203.0.113.7/32\",");
        assertThat(operator().read("cdk.json")).contains("\"security_group_ip_range_ipv4\": \"203.0.113.7/32\"");
    }

    @Test
    void allowsNothingWhenTheAnswerIsNoPublicAddress() {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withBody("10.0.0.7")));
        var before = operator().read("cdk.json");

        var run = new Launched(operator()).piped("access", "allow", "--my-ip");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("did not answer with a public IPv4 address");
        assertThat(operator().read("cdk.json")).isEqualTo(before);
    }

    /** A key store with a certificate for this host, which serves as trust store too. */
    private Path trustedCertificate() throws Exception {
        var store = operator().directory().resolve("store.p12");
        var made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-ext",
                        "BC=ca:true",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(new File("/dev/null"))
                .start();
        assertThat(made.waitFor()).isZero();
        return store;
    }
}
