package org.openemr.aws.functions.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How content is encoded on its way (RFC 2045, section 6): read as the rules say, and as well as can be where they are broken. */
enum TransferEncoding {
    NONE,
    BASE64,
    QUOTED_PRINTABLE,
    UUENCODE;

    private static final Map<String, TransferEncoding> BY_NAME = Map.of(
            "7bit", NONE,
            "8bit", NONE,
            "binary", NONE,
            "base64", BASE64,
            "quoted-printable", QUOTED_PRINTABLE,
            "uuencode", UUENCODE,
            "x-uuencode", UUENCODE,
            "x-uue", UUENCODE);

    private static final int BASE64_UNIT = 4;
    private static final byte END = -1;
    private static final int RADIX = 16;

    /** The encoding of a name; none when nobody knows it. */
    static Optional<TransferEncoding> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name.strip().toLowerCase(Locale.ROOT)));
    }

    /** The bytes behind an encoding whose rules the content keeps to; none when every reader may see something else. */
    Optional<byte[]> decodeStrictly(byte[] content) {
        return switch (this) {
            case NONE -> Optional.of(content);
            case BASE64 -> strictBase64(withoutBlanks(text(content)));
            case QUOTED_PRINTABLE -> isQuotedPrintable(content) ? quotedPrintable(text(content)) : Optional.empty();
            case UUENCODE -> Optional.empty();
        };
    }

    private static Optional<byte[]> strictBase64(String text) {
        return text.length() % BASE64_UNIT == 0 ? base64(text) : Optional.empty();
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1);
    }

    private static String withoutBlanks(String text) {
        return text.replaceAll("[ \\t\\r\\n]+", "");
    }

    /** The bytes as well as they can be read; the content itself when they cannot. */
    byte[] decode(byte[] content) {
        if (this == NONE) {
            return content;
        }
        try (var stream = MimeUtility.decode(
                new ByteArrayInputStream(content),
                name().toLowerCase(Locale.ROOT).replace('_', '-'))) {
            return stream.readAllBytes();
        } catch (IOException | MessagingException | RuntimeException e) {
            return content;
        }
    }

    /** Printable ASCII, blanks that do not end a line, encoded bytes, and line ends. */
    private static boolean isQuotedPrintable(byte[] content) {
        for (var position = 0; position < content.length; position++) {
            var character = content[position];
            var next = position + 1 < content.length ? content[position + 1] : END;
            if (character == '\r' ? next != '\n' : character != '\n' && !isPrintable(character)) {
                return false;
            }
            if (isBlank(character) && (next == '\r' || next == '\n' || next == END)) {
                return false;
            }
            // What is behind = is read with it, and an encoded byte is checked there.
            if (character == '=' && next == END) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBlank(byte character) {
        return character == ' ' || character == '\t';
    }

    private static boolean isPrintable(byte character) {
        return isBlank(character) || (character > ' ' && character <= '~');
    }

    /** Bytes in base64, with or without the signs that fill it up. */
    static Optional<byte[]> base64(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(withoutBlanks(text)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Bytes in quoted-printable; what is no encoded byte stands for itself. What is no ASCII is in no encoding: its bytes are a guess. */
    static Optional<byte[]> quotedPrintable(String text) {
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
            return Optional.empty();
        }
        var bytes = new ByteArrayOutputStream();
        for (var position = 0; position < text.length(); position++) {
            var character = text.charAt(position);
            if (character != '=') {
                bytes.write(character);
            } else if (isLineEnd(text, position + 1)) {
                position = text.indexOf('\n', position);
            } else {
                var code = position + 2 < text.length() ? hexadecimal(text.substring(position + 1, position + 3)) : -1;
                if (code < 0) {
                    return Optional.empty();
                }
                bytes.write(code);
                position += 2;
            }
        }
        return Optional.of(bytes.toByteArray());
    }

    private static boolean isLineEnd(String text, int position) {
        return text.startsWith("\n", position) || text.startsWith("\r\n", position);
    }

    /** The byte that two digits mean, or less than 0. */
    private static int hexadecimal(String digits) {
        var high = Character.digit(digits.charAt(0), RADIX);
        var low = Character.digit(digits.charAt(1), RADIX);
        return high < 0 || low < 0 ? -1 : high * RADIX + low;
    }
}
