package org.openemr.aws.functions.mail;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How often a message went through the forwarder. Each time leaves a mark in a header and in a text, and stays inside when somebody's
 * program forwards the message as a new one, quoted or attached.
 */
final class Passages {

    /** Each answer to an answer quotes the one before. */
    private static final int MOST = 20;

    /** Messages that are attached to attached messages are not so deep without going in circles. */
    private static final int MOST_OF_THE_DEEPEST = 2;

    private final Pattern mark;
    private int count;
    private boolean reachedTheDeepest;

    Passages(MailRoute route) {
        mark = Pattern.compile(Pattern.quote(route.mark()));
    }

    boolean areTooMany(Entity message) {
        look(message, 0);
        return count > MOST || (reachedTheDeepest && count > MOST_OF_THE_DEEPEST);
    }

    private void look(Entity entity, int depth) {
        if (count > MOST) {
            return;
        }
        var doubts = new Doubts();
        var raw = RawPart.of(entity, doubts);
        var type = raw.type(doubts);
        count += entity.header(ForwardedMail.MARK).isPresent() ? 1 : 0;
        if (!BodyParts.mayNest(depth, raw.content())) {
            reachedTheDeepest = true;
        } else if (type.main().startsWith("multipart/")) {
            BodyParts.of(raw.content(), type.parameter("boundary").orElse(""))
                    .parts()
                    .forEach(part -> look(Entity.of(part), depth + 1));
        } else if (type.main().startsWith("message/") || isMessageFile(raw, type)) {
            look(Entity.of(raw.decoded(doubts)), depth + 1);
        } else if (type.main().startsWith("text/")) {
            count += (int) mark.matcher(new String(raw.decoded(doubts), StandardCharsets.ISO_8859_1))
                    .results()
                    .count();
        }
    }

    private static boolean isMessageFile(RawPart raw, HeaderParameters type) {
        var doubts = new Doubts();
        return FileName.of(raw.disposition(doubts), type, doubts)
                .filter(name -> name.toLowerCase(Locale.ROOT).endsWith(".eml"))
                .isPresent();
    }
}
