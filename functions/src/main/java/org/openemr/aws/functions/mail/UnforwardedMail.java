package org.openemr.aws.functions.mail;

import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A message that was stored and not forwarded. All that is told of it is in the key of its note, so that a list of notes is enough.
 *
 * @param reason why it was not forwarded
 * @param domain the sender's domain, or {@code unknown}
 * @param messageId the id under which it is stored
 * @param noted when that was noted
 */
record UnforwardedMail(Disposition reason, String domain, String messageId, Instant noted) {

    private static final Pattern DOMAIN = Pattern.compile("[a-z0-9.-]{1,253}");
    private static final int PARTS_OF_A_KEY = 3;

    /** A note of a message that is not forwarded now. */
    static UnforwardedMail of(Disposition reason, ReceivedMail mail, String messageId) {
        var domain = mail.replyTo().stream()
                .map(address ->
                        address.getAddress().substring(address.getAddress().lastIndexOf('@') + 1))
                .findFirst()
                .orElse("")
                .toLowerCase(Locale.ROOT);
        return new UnforwardedMail(
                reason, DOMAIN.matcher(domain).matches() ? domain : "unknown", messageId, Instant.EPOCH);
    }

    /** Reads a key that {@link #key()} wrote. */
    static UnforwardedMail of(String key, Instant noted) {
        var parts = key.split("/", PARTS_OF_A_KEY);
        return new UnforwardedMail(Disposition.valueOf(parts[0]), parts[1], parts[2], noted);
    }

    String key() {
        return reason.name() + "/" + domain + "/" + messageId;
    }
}
