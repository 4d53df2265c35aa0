package org.openemr.aws.functions.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openemr.aws.functions.mail.MailServer.ADDRESS;
import static org.openemr.aws.functions.mail.MailServer.FORWARD_TO;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MailForwarderTest {

    private static final byte[] SIMPLE = """
            From: Jane Roe <jane@patient.example>
            To: help@clinic.example.org
            Subject: A secret matter

            Text
            """.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);

    @Test
    void theCorpusIsLarge() {
        assertThat(Corpus.all()).hasSizeGreaterThan(60);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.openemr.aws.functions.mail.Corpus#forwarded")
    void theRecipientSeesWhatWasSent(Corpus.Entry entry) {
        try (var server = new MailServer(entry.raw())) {
            server.deliver(entry.text("spam", "PASS"), entry.text("virus", "PASS"));

            assertThat(server.sent()).singleElement().satisfies(sent -> {
                assertThat(sent.from()).isEqualTo(ADDRESS);
                assertThat(sent.to()).containsExactly(FORWARD_TO);
                assertThat(TransportSafe.isSafe(sent.raw())).isTrue();
                assertReads(ParsedMail.of(sent.raw()), entry);
            });
        }
    }

    private static void assertReads(ParsedMail mail, Corpus.Entry entry) {
        assertThat(mail.subject()).isEqualTo(entry.text("subject", null));
        assertThat(mail.replyTo()).isEqualTo(entry.replyTo());
        assertThat(mail.text().stripTrailing())
                .isEqualTo(entry.text("text", null).stripTrailing());
        assertThat(mail.html().stripTrailing())
                .isEqualTo(entry.text("html", null).stripTrailing());
        assertThat(mail.attachments())
                .usingRecursiveFieldByFieldElementComparator()
                .isEqualTo(entry.attachments());
        assertThat(mail.original().isPresent()).as("goes along whole").isEqualTo(entry.isWhole());
        mail.original().ifPresent(original -> assertThat(original).isEqualTo(entry.raw()));
        assertThat(mail.introduction()).startsWith("Forwarded from " + ADDRESS);
        assertThat(mail.headerNames())
                .isSubsetOf(MailForwarderProperties.OWN_HEADERS)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.openemr.aws.functions.mail.Corpus#storedOnly")
    void bouncesLoopsAndHarmfulMailStayStored(Corpus.Entry entry) {
        try (var server = new MailServer(entry.raw())) {
            server.deliver(entry.text("spam", "PASS"), entry.text("virus", "PASS"));

            assertThat(server.sent()).isEmpty();
            assertThat(server.log()).contains("\"mail-stored-only\"");
        }
    }

    @Test
    void namesTheSenderInTheIntroduction() {
        try (var server = new MailServer(SIMPLE)) {
            server.deliver();

            assertThat(ParsedMail.of(server.sent().get(0).raw()).introduction())
                    .contains("From: Jane Roe <jane@patient.example>");
        }
    }

    @Test
    void logsNoAddressAndNoSubject() {
        try (var server = new MailServer(SIMPLE)) {
            server.deliver();

            assertThat(server.log())
                    .contains("\"event\":\"mail-forwarded\"", "\"messageId\":\"" + MailServer.ID + "\"")
                    .doesNotContain("@", "secret", "Jane");
        }
    }

    @Test
    void aMessageThatIsDeliveredTwiceIsForwardedOnce() {
        try (var server = new MailServer(SIMPLE)) {
            server.deliver();
            server.markIs("sent");
            server.deliver();

            assertThat(server.sent()).hasSize(1);
            assertThat(server.log()).contains("mail-skipped");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, MessageRejected, 3",
        "403, AccessDeniedException, 2",
        "429, TooManyRequestsException, 2",
        "400, LimitExceededException, 2"
    })
    void aRefusedMessageIsTriedAgain(int status, String code, int attempts) {
        try (var server = new MailServer(SIMPLE)) {
            server.sesRefuses(status, code, "Address is not verified: jane@patient.example");

            assertThatThrownBy(server::deliver)
                    .isInstanceOf(RefusedException.class)
                    .message()
                    .contains(code)
                    .doesNotContain("@");
            server.sesWorks();
            server.deliver();

            assertThat(server.releases()).isEqualTo(1);
            assertThat(server.sent()).hasSize(attempts);
        }
    }

    @Test
    void aMessageThatMayHaveBeenSentIsNotSentAgain() {
        try (var server = new MailServer(SIMPLE)) {
            server.sesAnswerGetsLost();
            assertThatThrownBy(server::deliver).isNotInstanceOf(RefusedException.class);
            server.sesWorks();
            server.markIs("begun");

            assertThatThrownBy(server::deliver)
                    .hasMessageContaining("may have been sent")
                    .hasMessageContaining(MailServer.ID);

            assertThat(server.sent()).hasSize(1);
        }
    }

    @Test
    void aMessageAboveTheLimitIsAnnounced() {
        var header = "From: Jane Roe <jane@patient.example>\r\nSubject: Scans\r\n\r\n";
        var large = (header + "0123456789abcdef".repeat(61).concat("\r\n").repeat(40_500))
                .getBytes(StandardCharsets.US_ASCII);
        assertThat(large.length).isBetween(39_000_000, Outbox.LARGEST_MESSAGE);
        var larger = Arrays.copyOf(large, Outbox.LARGEST_MESSAGE);
        Arrays.fill(larger, large.length, larger.length, (byte) 'x');
        try (var server = new MailServer(larger)) {
            server.deliver();

            assertAnnounced(server);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "413, RequestEntityTooLarge, too large",
        "400, MessageRejected, Message length is more than 41943040 bytes long"
    })
    void aMessageThatSesFindsTooLargeIsAnnounced(int status, String code, String message) {
        try (var server = new MailServer(SIMPLE)) {
            server.sesRefuses(status, code, message);

            // The announcement is refused as well here; what matters is that it is what was sent last.
            assertThatThrownBy(server::deliver).isInstanceOf(RefusedException.class);

            assertThat(server.sent()).hasSize(3);
            assertThat(MailReading.of(server.sent().get(1).raw())
                            .leaves()
                            .get(1)
                            .fileName())
                    .isEqualTo(ForwardedMail.WHOLE);
            assertThat(new String(server.sent().get(2).raw(), StandardCharsets.US_ASCII))
                    .contains("s3://mail-bucket/received/" + MailServer.ID);
        }
    }

    /** Amazon SES refuses programs and the like, by their names; as part of a file they pass. */
    @Test
    void aMessageThatSesDoesNotLikeGoesAsAFile() {
        try (var server = new MailServer(SIMPLE)) {
            server.sesRefusesOnce("MessageRejected", "Illegal file extension");
            server.deliver();

            assertThat(server.sent()).hasSize(2);
            assertThat(MailReading.of(server.sent().get(1).raw())
                            .leaves()
                            .get(1)
                            .content())
                    .isEqualTo(new String(SIMPLE, StandardCharsets.ISO_8859_1));
            assertThat(server.log()).contains("message as a file");
        }
    }

    private static void assertAnnounced(MailServer server) {
        assertThat(server.sent()).singleElement().satisfies(sent -> {
            assertThat(sent.raw()).hasSizeLessThan(5_000);
            assertThat(new String(sent.raw(), StandardCharsets.US_ASCII))
                    .contains("Subject: Scans", "s3://mail-bucket/received/" + MailServer.ID, "Jane Roe");
        });
    }

    @Test
    void failsWhenTheMessageIsNotStored() {
        try (var server = new MailServer(SIMPLE)) {
            server.messageIsMissing();

            assertThatThrownBy(server::deliver).hasMessageContaining("404");
            assertThat(server.sent()).isEmpty();
        }
    }
}
