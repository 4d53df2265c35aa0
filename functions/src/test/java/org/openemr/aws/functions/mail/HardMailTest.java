package org.openemr.aws.functions.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages with which a reader of this code lost content, or stopped it. */
class HardMailTest {

    private static final String HEAD =
            "From: Jane <jane@patient.example>\r\nTo: help@clinic.example.org\r\nSubject: s\r\n";
    private static final MailRoute ROUTE = new MailRoute(MailServer.ADDRESS, MailServer.FORWARD_TO);
    private static final String SIXTEEN =
            "\u0431\u0431\u0431\u0431\u0431\u0431\u0431\u0431\u0431\u0431\u0431\u0431\u0431\u0431\u0431\u0431";

    /** A constant, as annotations want it: 144 letters, of which each takes six characters of a line. */
    private static final String LONG_NAME =
            SIXTEEN + SIXTEEN + SIXTEEN + SIXTEEN + SIXTEEN + SIXTEEN + SIXTEEN + SIXTEEN + SIXTEEN;

    private static final String EIGHT_BITS = "\r\n\r\nGr\u00fc\u00dfe\r\n";

    /** Nobody can know what these mean: they go along whole. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                // Text that looks like headers, where no empty line says that they are over.
                HEAD + "Note: call Mr Smith at 5\r\nTime: tomorrow\r\n",
                HEAD
                        + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nInsulin: 20 units\r\n--b\r\n\r\n\u00fc\r\n--b--\r\n",
                // Carriage returns alone.
                HEAD + "X-Mailer: foo\r\rThe doctor must call 555-1234\r",
                "Received: x\r\nFrom: J <j@x.example>\rTo: help@c.example\rSubject: s\r\rbody\r",
                // Letters that are in no character set, or in none that is named.
                "Subject: =?utf-8?Q?M=FCller?=\r\n" + EIGHT_BITS,
                "Subject: =?UTF-8?Q?M\u00fcller \u20ac500?=" + EIGHT_BITS,
                "Subject: =?x-nobody-knows?Q?M=FCller?=" + EIGHT_BITS,
                HEAD + "Content-Disposition: attachment; filename=\"=?utf-8?Q?M=FCller.pdf?=\"" + EIGHT_BITS,
                HEAD + "Content-Disposition: attachment; filename*=utf-8''M%FCller.pdf" + EIGHT_BITS,
                HEAD + "Content-Disposition: attachment; filename*=utf-8''Gr\u00f6\u00dfe%20\u041f.pdf" + EIGHT_BITS,
                HEAD + "Content-Disposition: attachment; filename*0*=iso-8859-1''a; filename*1=\u20ac.pdf" + EIGHT_BITS,
                HEAD + "Content-Disposition: attachment; filename*1=b; filename*2=c" + EIGHT_BITS,
                HEAD + "Content-Type: text/plain; name*0*=ISO-2022-CN''a; name*1=b" + EIGHT_BITS,
                // What an attached message says of itself.
                HEAD + "Content-Type: message/external-body; access-type=URL; URL=\"https://x.example/report.pdf\""
                        + EIGHT_BITS,
                HEAD + "Content-Type: message/partial; id=1; number=2; total=5" + EIGHT_BITS,
                // No headers at all.
                "\r\nFrom: a@b.example\r\nText\r\n",
                HEAD
                        + "Content-Type: multipart/mixed; boundary=b\r\n\r\nOne line.\r\nAnd another.\r\n--b\r\n\r\n\u00fc\r\n--b--\r\n",
                // What libraries stumble over.
                HEAD + "Content-Transfer-Encoding: x-uuencode\r\n\r\nbegin\r\n\u00fc\r\n",
                HEAD + "Content-Transfer-Encoding: \"7bit\r\n\r\nText\r\n",
                HEAD + "Content-Transfer-Encoding: (7bit\r\n\r\nText\r\n",
                // A name that no line has room for.
                HEAD + "Content-Disposition: attachment; filename=\"" + LONG_NAME + ".pdf\"" + EIGHT_BITS
            })
    void goesAlongWhole(String mail) {
        var bytes = mail.getBytes(StandardCharsets.UTF_8);

        var forwarded = ForwardedReading.of(bytes);

        assertThat(forwarded.original())
                .as("%s", forwarded.doubts())
                .contains(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    @Test
    void aPartOfHeadersAloneIsNoReason() {
        var mail = HEAD
                + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n--b\r\n\r\n\u00fc\r\n--b--\r\n";

        assertThat(ForwardedReading.of(mail.getBytes(StandardCharsets.UTF_8)).doubts())
                .isEmpty();
    }

    /** Pictures are found by the id of their part, letter by letter. */
    @Test
    void namesOfPartsStayAndSoDoesWhatAMultipartSaysOfItself() {
        var id = "<0f8fad5b-d9cb-469f-a165-70867728950e@DM6PR04MB1234.namprd04.prod.outlook.com>";
        var mail = HEAD + """
                Content-Type: multipart/mixed; boundary=a

                --a
                Content-Type: multipart/related; boundary=b
                Content-ID: <root@x.example>
                Content-Description: Lab results of Ms. Miller
                Content-Disposition: attachment; filename=labs.mht
                Content-Location: https://x.example/labs

                --b
                Content-Type: image/png
                Content-ID: %s
                Content-Transfer-Encoding: 8bit

                \u00fc
                --b--
                --a--
                """.formatted(id).replace("\n", "\r\n");

        var sent = new String(
                new ForwardedMail(ReceivedMail.parse(mail.getBytes(StandardCharsets.UTF_8)), ROUTE).bytes(),
                StandardCharsets.US_ASCII);

        assertThat(sent)
                .contains(
                        "Content-ID: " + id,
                        "Content-ID: <root@x.example>",
                        "Content-Description: Lab results of Ms. Miller")
                .contains(
                        "Content-Disposition: attachment; filename=labs.mht",
                        "Content-Location: https://x.example/labs");
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 2000, 20_000})
    void anAddressOfManyLabelsStopsNothing(int labels) {
        var mail = ReceivedMail.parse(
                ("From: a@a" + ".a".repeat(labels) + "\r\n\r\nText\r\n").getBytes(StandardCharsets.US_ASCII));

        assertThat(TransportSafe.isSafe(new ForwardedMail(mail, ROUTE).bytes())).isTrue();
        assertThat(UnforwardedMail.of(Disposition.SPAM, mail, "id").messageId()).isEqualTo("id");
    }

    @Test
    void aDescriptionAsLongAsALineIsSafe() {
        var mail = HEAD + "Content-Description:\r\n " + "x".repeat(996) + "\r\n\r\nText\r\n";

        assertThat(ForwardedReading.of(mail.getBytes(StandardCharsets.US_ASCII)).leaves())
                .hasSize(1);
    }

    /** The text of a sender does not come into the log. */
    @Test
    void reasonsNameNothingOfTheMessage() {
        var mail = HEAD
                + "Content-Type: multipart/result-of-john-doe-signed; boundary=b\r\n\r\n--b\r\n\r\n\u00fc\r\n--b--\r\n";

        assertThat(ForwardedReading.of(mail.getBytes(StandardCharsets.UTF_8)).doubts())
                .containsExactly("a signed part");
    }

    /** A mailbox that forwards everything to help@ again, each time as an attached message, or as an attached file. */
    @ParameterizedTest
    @ValueSource(strings = {"message/rfc822", "application/octet-stream; name=\"a.eml\""})
    void aCircleOfAttachedMessagesEnds(String type) {
        var mail = (HEAD + "\r\nText\r\n").getBytes(StandardCharsets.US_ASCII);
        var circles = 0;
        while (disposition(mail) == Disposition.FORWARD && circles < 60) {
            mail = attached(new ForwardedMail(ReceivedMail.parse(mail), ROUTE).bytes(), type);
            circles++;
        }

        assertThat(circles).isBetween(3, 30);
    }

    @Test
    void anAttachedMessageOfOursIsNoCircle() {
        var once = new ForwardedMail(
                        ReceivedMail.parse((HEAD + "\r\nText\r\n").getBytes(StandardCharsets.US_ASCII)), ROUTE)
                .bytes();

        assertThat(disposition(attached(once, "message/rfc822"))).isEqualTo(Disposition.FORWARD);
    }

    private static Disposition disposition(byte[] mail) {
        return Disposition.of(
                new Delivery("id", Optional.of("a@b.example"), "PASS", "PASS"), ReceivedMail.parse(mail), ROUTE);
    }

    private static byte[] attached(byte[] mail, String type) {
        return ("From: Clinic <somebody@example.com>\r\nSubject: Fwd\r\nContent-Type: multipart/mixed; boundary=circle\r\n\r\n--circle\r\nContent-Type: "
                        + type + "\r\n\r\n" + new String(mail, StandardCharsets.US_ASCII) + "\r\n--circle--\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
