package org.openemr.aws.functions.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mail that somebody made to keep the forwarder busy: each of these would take hours, or the whole stack, in a careless reader. */
class LargeMailTest {

    private static final MailRoute ROUTE = new MailRoute(MailServer.ADDRESS, MailServer.FORWARD_TO);
    private static final String HEAD = "From: a@b.example\r\n";

    private static Stream<Arguments> mails() {
        return Stream.of(
                mail(
                        "a header folded often",
                        () -> HEAD + "Subject: x\r\n" + " y\r\n".repeat(300_000) + "\r\nText\r\n"),
                mail("many headers", () -> HEAD + "X-A: b\r\n".repeat(200_000) + "\r\nText\r\n"),
                mail(
                        "many encoded words",
                        () -> HEAD + "Subject: " + "=?utf-8?q?a?=\r\n ".repeat(100_000) + "\r\n\r\nText\r\n"),
                mail(
                        "many encoded words in an address",
                        () -> "From: " + "=?utf-8?q?a?= ".repeat(50_000) + "<a@b.example>\r\n\r\nText\r\n"),
                mail(
                        "half encoded words",
                        () -> HEAD + "Subject: " + "=?utf-8?q?a".repeat(100_000) + "\r\n\r\nText\r\n"),
                mail(
                        "a long value with a blank",
                        () -> HEAD + "Content-Type: text/plain; x=" + "a".repeat(500_000)
                                + " b\r\n\r\nGr\u00fc\u00dfe\r\n"),
                mail(
                        "many parameters",
                        () -> HEAD + "Content-Type: text/plain; " + "a=b; ".repeat(100_000)
                                + "\r\n\r\nGr\u00fc\u00dfe\r\n"),
                mail(
                        "many pieces of a name",
                        () -> HEAD + "Content-Disposition: attachment; " + pieces() + "\r\n\r\nGr\u00fc\u00dfe\r\n"),
                mail(
                        "parentheses",
                        () -> HEAD + "Content-Type: text/plain; charset=" + "(".repeat(200_000)
                                + "\r\n\r\nGr\u00fc\u00dfe\r\n"),
                mail(
                        "quoted-printable",
                        () -> HEAD + "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
                                + "=C3=BC  \t\r\n".repeat(1_000_000)),
                mail(
                        "blanks in quoted-printable",
                        () -> HEAD + "Content-Transfer-Encoding: quoted-printable\r\n\r\n" + " ".repeat(100_000)
                                + "\u00fc"),
                mail(
                        "base64 in one line",
                        () -> HEAD + "Content-Transfer-Encoding: base64\r\n\r\n" + "QUJD".repeat(3_000_000)),
                mail(
                        "semicolons",
                        () -> HEAD + "Content-Type: text/plain" + ";".repeat(2_000_000)
                                + "\r\n\r\nGr\u00fc\u00dfe\r\n"),
                mail("angle brackets in From", () -> "From: " + "<".repeat(800_000) + "\r\n\r\nText\r\n"),
                mail("colons in From", () -> "From: " + "a:".repeat(800_000) + "\r\n\r\nText\r\n"),
                mail("parentheses in From", () -> "From: " + "(".repeat(800_000) + "\r\n\r\nText\r\n"),
                mail("a subject of megabytes", () -> HEAD + "Subject: " + "ab ".repeat(2_000_000) + "\r\n\r\nText\r\n"),
                mail("headers only", () -> "a:b\n".repeat(2_000_000)),
                mail("deep nesting around much", () -> nested(39) + "a".repeat(12_000_000)),
                mail("deep nesting", () -> nested(300) + "a".repeat(100_000)),
                mail(
                        "lines that could divide",
                        () -> HEAD + "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + "--bb\r\n".repeat(500_000)
                                + "\u00fc"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mails")
    @Timeout(value = 5, unit = TimeUnit.MINUTES) // Against hours; nothing is measured.
    void isForwarded(String what, Supplier<String> mail) {
        var bytes = mail.get().getBytes(StandardCharsets.UTF_8);

        assertThatCode(() -> {
                    var received = ReceivedMail.parse(bytes);
                    assertThat(Disposition.of(
                                    new Delivery("id", Optional.of("a@b.example"), "PASS", "PASS"), received, ROUTE))
                            .isEqualTo(Disposition.FORWARD);
                    assertThat(TransportSafe.isSafe(new ForwardedMail(received, ROUTE).bytes()))
                            .isTrue();
                })
                .doesNotThrowAnyException();
    }

    private static String pieces() {
        var text = new StringBuilder();
        for (var number = 0; number < 999; number++) {
            text.append("filename*").append(number).append("=a; ");
        }
        return text.toString();
    }

    private static String nested(int levels) {
        var text = new StringBuilder(HEAD);
        for (var level = 0; level < levels; level++) {
            text.append("Content-Type: multipart/mixed; boundary=b")
                    .append(level)
                    .append("x\r\n\r\n--b")
                    .append(level)
                    .append("x\r\n");
        }
        return text + "\r\n\u00fc";
    }

    private static Arguments mail(String what, Supplier<String> mail) {
        return Arguments.of(what, mail);
    }
}
