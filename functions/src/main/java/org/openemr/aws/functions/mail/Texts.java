package org.openemr.aws.functions.mail;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** The texts inside a message, at any depth, with messages that are attached: one character for each byte. */
final class Texts {

    private static final int DEEPEST_NESTING = 40;

    private Texts() {}

    static Stream<String> of(Entity entity) {
        return of(entity, 0);
    }

    private static Stream<String> of(Entity entity, int depth) {
        var doubts = new Doubts();
        var raw = RawPart.of(entity, doubts);
        var type = raw.type(doubts);
        if (depth == DEEPEST_NESTING) {
            return Stream.of();
        }
        if (type.main().startsWith("multipart/")) {
            return BodyParts.of(raw.content(), type.parameter("boundary").orElse("")).parts().stream()
                    .flatMap(part -> of(Entity.of(part), depth + 1));
        }
        if (type.main().startsWith("message/")) {
            return of(Entity.of(raw.decoded(doubts)), depth + 1);
        }
        return type.main().startsWith("text/")
                ? Stream.of(new String(raw.decoded(doubts), StandardCharsets.ISO_8859_1))
                : Stream.of();
    }
}
