package org.openemr.aws.functions.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.openemr.aws.testsupport.Sample;

/**
 * What leaves contains what came in, as a second reader sees it: of messages that keep to the rules each part, of others each part or
 * the whole message. The build always makes the same messages, so that it says the same of the same commit; {@code .ci/weekly/mail}
 * makes others by {@code -Dmail.messages} and {@code -Dmail.seed}.
 */
class NothingIsLostTest {

    private static final int MESSAGES = Integer.getInteger("mail.messages", Sample.tries(250, 10_000));
    private static final long SEED = Long.getLong("mail.seed", 1);

    private static final AtomicInteger UNREADABLE = new AtomicInteger();

    @Test
    void ofMailThatKeepsToTheRules() {
        assertThat(losses(NothingIsLostTest::lossOfGoodMail)).isEmpty();
    }

    @Test
    void ofMailThatBreaksThem() {
        assertThat(losses(NothingIsLostTest::lossOfBrokenMail)).isEmpty();
        assertThat(UNREADABLE).as("what the second reader gives up on").hasValueLessThan(1 + MESSAGES / 20);
    }

    /** The first losses, with the seed that makes each again. */
    private static List<String> losses(LongFunction<Optional<String>> loss) {
        return LongStream.range(SEED, SEED + MESSAGES)
                .parallel()
                .mapToObj(seed -> lossOf(loss, seed).map(what -> "-Dmail.messages=1 -Dmail.seed=" + seed + "\n" + what))
                .flatMap(Optional::stream)
                .limit(3)
                .toList();
    }

    private static Optional<String> lossOf(LongFunction<Optional<String>> loss, long seed) {
        try {
            return loss.apply(seed);
        } catch (RuntimeException e) {
            return Optional.of(String.valueOf(e));
        }
    }

    private static Optional<String> lossOfGoodMail(long seed) {
        var mail = new GeneratedMail(seed);
        var forwarded = ForwardedReading.of(mail.bytes());
        var isSaid = forwarded
                .introduction()
                .contains(
                        "From: %s <jane@patient.example>\nDate: Tue, 24 Nov 2026 10:00:00 +0000\nTo: help@clinic.example.org\n"
                                .formatted(mail.sender()));
        var isHeld = forwarded.doubts().equals(Set.of(ForwardedMail.TOO_MANY_PARTS))
                ? forwarded.original().isPresent()
                : forwarded.doubts().isEmpty() && forwarded.holdsLeaves(mail.leaves());
        return isHeld && isSaid && forwarded.subject().equals(mail.subject())
                ? Optional.empty()
                : Optional.of(report(forwarded, mail.leaves(), mail.bytes()));
    }

    private static Optional<String> lossOfBrokenMail(long seed) {
        var broken = new BrokenMail(seed).bytes();
        try {
            var forwarded = ForwardedReading.of(broken);
            return forwarded.holds(broken)
                    ? Optional.empty()
                    : Optional.of(report(forwarded, MailReading.of(broken).leaves(), broken));
        } catch (MailReading.UnreadableException e) {
            UNREADABLE.incrementAndGet();
            return Optional.empty();
        }
    }

    /** The first parts that differ, and the message. */
    private static String report(ForwardedReading forwarded, List<MailReading.Leaf> expected, byte[] message) {
        var sent = forwarded.leaves().iterator();
        var read = expected.iterator();
        var report = new StringBuilder(forwarded.doubts() + " " + forwarded.subject() + " "
                + forwarded.leaves().size() + " of " + expected.size());
        while (sent.hasNext() && read.hasNext()) {
            var sentLeaf = sent.next();
            var readLeaf = read.next();
            if (!readLeaf.leavesAs(sentLeaf)) {
                report.append("\nsent ").append(sentLeaf).append("\nread ").append(readLeaf);
            }
        }
        return report + "\n" + new String(message, StandardCharsets.ISO_8859_1).replaceAll("[^ -~\\r\\n]", "?");
    }
}
