package org.openemr.aws.functions.mail;

import jakarta.mail.internet.MimeUtility;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Optional;

/** Character sets by the names that mail has for them. What they cannot read or write is nothing, and no question mark. */
final class Charsets {

    private Charsets() {}

    static Optional<Charset> named(String name) {
        try {
            return Optional.of(Charset.forName(MimeUtility.javaCharset(name)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The text of bytes; none when the character set is unknown or has no such bytes. */
    static Optional<String> decode(String charset, byte[] bytes) {
        return named(charset).flatMap(known -> decode(known, bytes));
    }

    static Optional<String> decode(Charset charset, byte[] bytes) {
        try {
            return Optional.of(
                    charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** The bytes of a text; none when the character set has no such letters. */
    static Optional<byte[]> encode(Charset charset, String text) {
        if (!charset.canEncode()) {
            return Optional.empty();
        }
        try {
            var buffer = charset.newEncoder().encode(CharBuffer.wrap(text));
            var bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return Optional.of(bytes);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
