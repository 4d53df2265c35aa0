package org.openemr.aws.functions.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Encoded words of headers (RFC 2047). Neighbours of one character set are joined before they are decoded: many senders split a
 * character of several bytes between two words, although they must not.
 */
final class EncodedWords {

    /** Blanks inside a word are against the rules, and common. */
    private static final Pattern WORD = Pattern.compile("=\\?([^\\s?*]+)(?:\\*[^\\s?]*)?\\?([bBqQ])\\?([^?]*)\\?=");

    private EncodedWords() {}

    /** The text with all words decoded that can be. */
    static String decode(String text) {
        return decode(text, new Run());
    }

    /** Whether all words of a text can be decoded, so that nothing in it is a guess. */
    static boolean areReadable(String text) {
        var run = new Run();
        decode(text, run);
        return run.wereAllReadable;
    }

    private static String decode(String text, Run run) {
        var decoded = new StringBuilder();
        var position = 0;
        for (var word : WORD.matcher(text).results().toList()) {
            var between = text.substring(position, word.start());
            if (!between.isBlank() || !run.takes(word)) {
                run.endIn(decoded);
                // Blanks between two words are there for folding only.
                if (!between.isBlank() || position == 0) {
                    decoded.append(between);
                }
            }
            run.add(word);
            position = word.end();
        }
        run.endIn(decoded);
        return decoded.append(text.substring(position)).toString();
    }

    /** The text with each word, and its neighbours, as one word: for parsers that decode word by word. */
    static String joined(String text) {
        var joined = new StringBuilder();
        var begin = -1;
        var end = 0;
        for (var word : WORD.matcher(text).results().toList()) {
            if (begin < 0 || !text.substring(end, word.start()).isBlank()) {
                append(joined, text, begin, end);
                joined.append(text, end, word.start());
                begin = word.start();
            }
            end = word.end();
        }
        append(joined, text, begin, end);
        return joined.append(text.substring(end)).toString();
    }

    private static void append(StringBuilder joined, String text, int begin, int end) {
        if (begin >= 0) {
            joined.append(word(decode(text.substring(begin, end))));
        }
    }

    private static String word(String text) {
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
    }

    /** Words that are decoded together. */
    private static final class Run {

        private final StringBuilder raw = new StringBuilder();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private String charset = "";
        private boolean isReadable = true;
        private boolean wereAllReadable = true;

        private boolean takes(MatchResult word) {
            return raw.isEmpty() || charset.equalsIgnoreCase(word.group(1));
        }

        private void add(MatchResult word) {
            raw.append(raw.isEmpty() ? "" : " ").append(word.group());
            charset = word.group(1);
            content(word.group(2), word.group(3)).ifPresentOrElse(bytes::writeBytes, () -> isReadable = false);
        }

        private void endIn(StringBuilder text) {
            var decoded = isReadable ? Charsets.decode(charset, bytes.toByteArray()) : Optional.<String>empty();
            wereAllReadable &= decoded.isPresent() || raw.isEmpty();
            text.append(decoded.orElseGet(raw::toString));
            raw.setLength(0);
            bytes.reset();
            isReadable = true;
        }
    }

    private static Optional<byte[]> content(String encoding, String text) {
        return encoding.equalsIgnoreCase("b")
                ? TransferEncoding.base64(text)
                : TransferEncoding.quotedPrintable(text.replace('_', ' '));
    }
}
