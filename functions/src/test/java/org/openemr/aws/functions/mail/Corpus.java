package org.openemr.aws.functions.mail;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The messages in {@code src/test/resources/corpus}, with what a reader must see of each after it was forwarded. */
final class Corpus {

    private Corpus() {}

    /**
     * A message.
     *
     * @param expected what {@code expected.json} says of it
     */
    record Entry(String name, byte[] raw, Map<String, Object> expected) {

        String text(String field, String otherwise) {
            return (String) expected.getOrDefault(field, otherwise);
        }

        boolean isForwarded() {
            return text("disposition", "").equals("FORWARD");
        }

        /** Whether it cannot be understood beyond doubt, and goes along whole. */
        boolean isWhole() {
            return (boolean) expected.getOrDefault("whole", false);
        }

        @SuppressWarnings("unchecked")
        List<String> replyTo() {
            return (List<String>) expected.get("replyTo");
        }

        @SuppressWarnings("unchecked")
        List<ParsedMail.Attachment> attachments() {
            return ((List<Map<String, String>>) expected.get("attachments"))
                    .stream()
                            .map(each -> new ParsedMail.Attachment(
                                    each.get("name"), Base64.getDecoder().decode(each.get("base64"))))
                            .toList();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @SuppressWarnings("unchecked")
    static Stream<Entry> all() {
        try {
            return JSON.std.mapFrom(new String(read("expected.json"), StandardCharsets.UTF_8)).entrySet().stream()
                    .map(entry -> new Entry(
                            entry.getKey(), read(entry.getKey() + ".eml"), (Map<String, Object>) entry.getValue()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Entry> forwarded() {
        return all().filter(Entry::isForwarded);
    }

    static Stream<Entry> storedOnly() {
        return all().filter(entry -> !entry.isForwarded());
    }

    private static byte[] read(String name) {
        try (var stream = Corpus.class.getResourceAsStream("/corpus/" + name)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
