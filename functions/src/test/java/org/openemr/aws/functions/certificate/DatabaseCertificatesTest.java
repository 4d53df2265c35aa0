package org.openemr.aws.functions.certificate;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.fixtures.CloudFormation;
import org.openemr.aws.functions.fixtures.LocalAws;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

class DatabaseCertificatesTest {

    private static final String SECRET = "arn:aws:secretsmanager:us-east-1:111122223333:secret:certificates";
    private static final Map<String, Object> PROPERTIES = Map.of("Secret", SECRET, "Region", "us-east-1");

    @TempDir
    private static Path directory;

    private static String valid;
    private static String other;
    private static String expired;

    private final LocalAws aws = new LocalAws();
    private final CloudFormation cloudFormation = new CloudFormation(aws);
    private final DatabaseCertificates handler = new DatabaseCertificates(
            aws.client(SecretsManagerClient.builder()),
            region -> URI.create(aws.url() + "/" + region + "-bundle.pem"),
            Clock.systemUTC(),
            new EventLog(new PrintStream(OutputStream.nullOutputStream())));

    @BeforeAll
    static void makeCertificates() throws IOException, InterruptedException {
        valid = certificate("valid", "-1d");
        other = certificate("other", "-1d");
        expired = certificate("expired", "-2y");
    }

    @BeforeEach
    void keepSecrets() {
        aws.answers(post(urlPathEqualTo("/"))
                .withHeader("X-Amz-Target", equalTo("secretsmanager.PutSecretValue"))
                .willReturn(aResponse().withBody("{}")));
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void keepsTheAuthoritiesThatAreValid() throws Exception {
        bundle(200, expired + valid + "\n" + other);

        assertThat(cloudFormation.ask(handler, "Create", null, PROPERTIES))
                .containsEntry("Status", "SUCCESS")
                .containsEntry("PhysicalResourceId", SECRET);

        assertThat(kept()).singleElement().satisfies(text -> {
            assertThat(text).startsWith("-----BEGIN CERTIFICATE-----\n").endsWith("\n-----END CERTIFICATE-----");
            assertThat(subjects(text)).containsExactly("CN=valid", "CN=other");
        });
    }

    @Test
    void fetchesAgainWhenItIsUpdated() {
        bundle(200, valid);
        cloudFormation.ask(handler, "Create", null, PROPERTIES);
        bundle(200, other);

        assertThat(cloudFormation.ask(handler, "Update", SECRET, PROPERTIES))
                .containsEntry("PhysicalResourceId", SECRET);

        assertThat(kept()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 500})
    void keepsWhatThereIsWhenTheBundleIsNotThere(int status) {
        bundle(status, valid);

        assertThat(cloudFormation.ask(handler, "Update", SECRET, PROPERTIES))
                .containsEntry("Status", "FAILED")
                .extractingByKey("Reason")
                .asString()
                .contains("us-east-1-bundle.pem answers " + status);
        assertThat(kept()).isEmpty();
    }

    @Test
    void keepsNoPageThatIsNoBundle() {
        bundle(200, "<html>Sign in to the network</html>");

        assertThat(cloudFormation.ask(handler, "Create", null, PROPERTIES)).containsEntry("Status", "FAILED");
        assertThat(kept()).isEmpty();
    }

    @Test
    void keepsNoBundleWhoseCertificatesAreAllExpired() {
        bundle(200, expired);

        assertThat(cloudFormation.ask(handler, "Create", null, PROPERTIES))
                .extractingByKey("Reason")
                .asString()
                .contains("no certificate that is valid now");
        assertThat(kept()).isEmpty();
    }

    @Test
    void leavesTheSecretToItsStack() {
        assertThat(cloudFormation.ask(handler, "Delete", SECRET, PROPERTIES)).containsEntry("Status", "SUCCESS");
    }

    @ParameterizedTest
    @CsvSource({
        "us-east-1, https://truststore.pki.rds.amazonaws.com/us-east-1/us-east-1-bundle.pem",
        "us-gov-east-1, https://truststore.pki.us-gov-west-1.rds.amazonaws.com/us-gov-east-1/us-gov-east-1-bundle.pem",
        "cn-north-1, https://rds-truststore.s3.cn-north-1.amazonaws.com.cn/cn-north-1/cn-north-1-bundle.pem"
    })
    void knowsThePlaceOfEachPartition(String region, URI bundle) {
        assertThat(DatabaseCertificates.bundle(region)).isEqualTo(bundle);
    }

    private void bundle(int status, String content) {
        aws.answers(get(urlPathEqualTo("/us-east-1-bundle.pem"))
                .willReturn(aResponse().withStatus(status).withBody(content)));
    }

    private List<String> kept() {
        return aws
                .requests(
                        postRequestedFor(anyUrl()).withHeader("X-Amz-Target", equalTo("secretsmanager.PutSecretValue")))
                .stream()
                .map(request -> {
                    try {
                        return String.valueOf(
                                JSON.std.mapFrom(request.getBodyAsString()).get("SecretString"));
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }

    private static List<String> subjects(String bundle) throws Exception {
        var subjects = new ArrayList<String>();
        for (var certificate : CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(bundle.getBytes(StandardCharsets.US_ASCII)))) {
            subjects.add(
                    ((X509Certificate) certificate).getSubjectX500Principal().getName());
        }
        return subjects;
    }

    /** A certificate of a year, signed by itself. */
    private static String certificate(String name, String start) throws IOException, InterruptedException {
        var store = directory.resolve(name + ".p12").toString();
        keytool(
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-startdate",
                start,
                "-validity",
                "365",
                "-keystore",
                store,
                "-storepass",
                "changeit");
        return keytool("-exportcert", "-rfc", "-alias", name, "-keystore", store, "-storepass", "changeit");
    }

    private static String keytool(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
