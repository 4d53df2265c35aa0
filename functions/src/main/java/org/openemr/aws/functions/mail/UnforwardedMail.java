package org.openemr.aws.functions.mail;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
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
    private static final Pattern KEY = Pattern.compile("([A-Z]+)/([a-z0-9.-]+)/([^/]+)");
    private static final String UNKNOWN = "unknown";

    /** A note of a message that is not forwarded now. */
    static UnforwardedMail of(Disposition reason, ReceivedMail mail, String messageId) {
        return new UnforwardedMail(reason, domain(mail), messageId, Instant.EPOCH);
    }

    /** Whatever is wrong with the sender's address, the message is noted. */
    private static String domain(ReceivedMail mail) {
        try {
            return mail.replyTo().stream()
                    .map(address -> address.getAddress()
                            .substring(address.getAddress().lastIndexOf('@') + 1)
                            .toLowerCase(Locale.ROOT))
                    .filter(domain -> DOMAIN.matcher(domain).matches())
                    .findFirst()
                    .orElse(UNKNOWN);
        } catch (RuntimeException | StackOverflowError e) {
            return UNKNOWN;
        }
    }

    /** Reads a key that {@link #key()} wrote; none of another's. */
    static Optional<UnforwardedMail> of(String key, Instant noted) {
        var matcher = KEY.matcher(key);
        return matcher.matches()
                ? Disposition.named(matcher.group(1))
                        .map(reason -> new UnforwardedMail(reason, matcher.group(2), matcher.group(3), noted))
                : Optional.empty();
    }

    String key() {
        return reason.name() + "/" + domain + "/" + messageId;
    }
}
