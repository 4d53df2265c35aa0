package org.openemr.aws.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The mail test against a real SMTP server over TLS, with the machine's curl. */
class MailTestScriptTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void makeDirectory() throws java.io.IOException {
        Files.createDirectories(directory.resolve("server"));
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void sendsAsOpenEmrDoesAndSaysUnderWhichId(String shell) {
        try (var server = server(0, "")) {
            var result = container(server).run(TaskScript.MAIL_TEST, shell);

            assertThat(result.status()).as(result.output()).isZero();
            assertThat(result.output())
                    .contains("MAIL accepted as 0100019a-b1c2-000000 from the user " + RealSmtpServer.USER);
            assertThat(server.messages())
                    .singleElement()
                    .asString()
                    .startsWith("notifications@services.clinic.example.org clinic@example.net\n")
                    .contains(
                            "From: OpenEMR <notifications@services.clinic.example.org>\r\n",
                            "To: <clinic@example.net>\r\n");
        }
    }

    /** A key that was made a moment ago. */
    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void waitsForANewKeyToBeKnown(String shell) {
        try (var server = server(2, "")) {
            var result = container(server).run(TaskScript.MAIL_TEST, shell);

            assertThat(result.status()).as(result.output()).isZero();
            assertThat(result.output()).contains("does not know the SMTP user yet (attempt 1 of", "(attempt 2 of");
            assertThat(server.messages()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void aWrongPasswordIsToldAndNotShown(String shell) {
        try (var server = server(0, "")) {
            var result = container(server)
                    .with("SMTP_PASS", "another+secret")
                    .with("SIGN_IN_ATTEMPTS", "2")
                    .run(TaskScript.MAIL_TEST, shell);

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.output()).contains("ERROR: Amazon SES does not know the SMTP user: 535");
            assertThat(server.messages()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void aRefusedRecipientIsToldAtOnce(String shell) {
        try (var server = server(0, "Message rejected: Email address is not verified")) {
            var result = container(server).run(TaskScript.MAIL_TEST, shell);

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.output())
                    .contains(
                            "ERROR: Amazon SES did not take the message: 554 Message rejected: Email address is not verified");
        }
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void aCertificateOfNobodyIsNotTrusted(String shell) {
        try (var server = server(0, "")) {
            var result = container(server)
                    .with("CURL_CA_BUNDLE", "/etc/ssl/certs/ca-certificates.crt")
                    .run(TaskScript.MAIL_TEST, shell);

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.output()).contains("did not take the message: curl:", "certificate");
            assertThat(server.messages()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void nobodyThereIsTold(String shell) {
        var server = server(0, "");
        server.close();

        var result = container(server).run(TaskScript.MAIL_TEST, shell);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("did not take the message: curl:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nobody",
                "a@b@c",
                "@b.example",
                "a@",
                "a@b.example\r\nRCPT TO:<c@d.example>",
                "a b@c.example",
                "-a@b.example"
            })
    void refusesWhatIsNoAddress(String address) {
        try (var server = server(0, "")) {
            var result = container(server).with("MAIL_TO", address).run(TaskScript.MAIL_TEST, "sh");

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.output()).contains("ERROR: MAIL_TO");
            assertThat(server.messages()).isEmpty();
        }
    }

    private RealSmtpServer server(int refusals, String refusal) {
        return new RealSmtpServer(directory.resolve("server"), refusals, refusal);
    }

    private ContainerFixture container(RealSmtpServer server) {
        return server.reachedFrom(new ContainerFixture(directory.resolve("container")));
    }
}
