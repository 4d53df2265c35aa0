package org.openemr.aws.functions.mail;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a forwarded message holds, as the second reader sees it.
 *
 * @param subject the subject in readable text
 * @param introduction the forwarder's own part
 * @param leaves what came in
 * @param original the message as it came, where it goes along whole
 * @param doubts why it does
 */
record ForwardedReading(
        String subject,
        String introduction,
        List<MailReading.Leaf> leaves,
        Optional<String> original,
        Set<String> doubts) {

    static ForwardedReading of(byte[] received) {
        var route = new MailRoute(MailServer.ADDRESS, MailServer.FORWARD_TO);
        var mail = new ForwardedMail(ReceivedMail.parse(received), route);
        var forwarded = mail.bytes();
        if (!TransportSafe.isSafe(forwarded)) {
            throw new IllegalStateException("Not safe to send: " + new String(forwarded, StandardCharsets.ISO_8859_1));
        }
        var reading = MailReading.of(forwarded);
        var leaves = reading.leaves();
        var last = leaves.get(leaves.size() - 1);
        var isWhole = last.fileName().equals(ForwardedMail.WHOLE);
        return new ForwardedReading(
                reading.headers().getOrDefault("subject", ""),
                new String(leaves.get(0).content().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8),
                leaves.subList(1, leaves.size() - (isWhole ? 1 : 0)),
                isWhole ? Optional.of(last.content()) : Optional.empty(),
                mail.doubts().reasons());
    }

    /** Whether the message leaves with all that came in: each part, or the whole message beside what was understood. */
    boolean holds(byte[] received) {
        return original.map(whole -> whole.equals(new String(received, StandardCharsets.ISO_8859_1)))
                .orElseGet(() -> holdsLeaves(MailReading.of(received).leaves()));
    }

    /** Whether these parts are here, and no others, in their order; of a body of spaces the other reader may say that it is none. */
    boolean holdsLeaves(List<MailReading.Leaf> received) {
        if (received.isEmpty()) {
            return leaves.stream().allMatch(leaf -> leaf.content().isBlank());
        }
        return received.size() == leaves.size()
                && IntStream.range(0, received.size())
                        .allMatch(position -> received.get(position).leavesAs(leaves.get(position)));
    }
}
