package org.openemr.aws.functions.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kept messages of each structure: each part leaves as it came, and what breaks the rules goes along whole besides. */
class KeptMailTest {

    private static final MailRoute ROUTE = new MailRoute(MailServer.ADDRESS, MailServer.FORWARD_TO);

    @Test
    void thereAreMany() {
        assertThat(KeptMail.all()).hasSizeGreaterThanOrEqualTo(300);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.openemr.aws.functions.mail.KeptMail#all")
    void leavesWithAllThatCameIn(KeptMail mail) {
        var forwarded = ForwardedReading.of(mail.bytes());

        assertThat(forwarded.doubts().isEmpty()).as("%s", forwarded.doubts()).isNotEqualTo(mail.isWhole());
        assertThat(forwarded.original().isPresent()).isEqualTo(mail.isWhole());
        forwarded
                .original()
                .ifPresent(whole -> assertThat(whole).isEqualTo(new String(mail.bytes(), StandardCharsets.ISO_8859_1)));
        assertThat(forwarded.subject()).isEqualTo(mail.subject());
        assertThat(forwarded.holdsLeaves(mail.leaves()))
                .as("sent%s%nkept%s", lines(forwarded.leaves()), lines(mail.leaves()))
                .isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.openemr.aws.functions.mail.KeptMail#all")
    void isForwardedUnlessItIsAnAnswerOrGoesInCircles(KeptMail mail) {
        var delivery = new Delivery("id", java.util.Optional.of("jane@patient.example"), "PASS", "PASS");

        assertThat(Disposition.of(delivery, ReceivedMail.parse(mail.bytes()), ROUTE))
                .isEqualTo(mail.disposition());
    }

    private static String lines(List<MailReading.Leaf> leaves) {
        return String.join("", leaves.stream().map(leaf -> "\n  " + leaf).toList());
    }
}
