package org.openemr.aws.functions.mail;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A message in {@code src/test/resources/corpus/kept}, with what {@code kept.json} says it holds: both were composed together,
 * by hand and without a mail library.
 *
 * @param leaves the parts that hold no parts
 * @param isWhole whether it breaks the rules, and so goes along whole
 */
record KeptMail(
        String name,
        byte[] bytes,
        String subject,
        Disposition disposition,
        List<MailReading.Leaf> leaves,
        boolean isWhole) {

    static Stream<KeptMail> all() {
        try {
            return JSON
                    .std
                    .mapFrom(new String(read("kept.json"), java.nio.charset.StandardCharsets.UTF_8))
                    .entrySet()
                    .stream()
                    .map(KeptMail::of);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static KeptMail of(Map.Entry<String, Object> entry) {
        var expected = (Map<String, Object>) entry.getValue();
        return new KeptMail(
                entry.getKey(),
                read("kept/" + entry.getKey() + ".eml"),
                (String) expected.get("subject"),
                Disposition.valueOf((String) expected.get("disposition")),
                ((List<Map<String, Object>>) expected.get("leaves"))
                        .stream().map(MailReading.Leaf::kept).toList(),
                (boolean) expected.get("whole"));
    }

    private static byte[] read(String name) {
        try (var stream = KeptMail.class.getResourceAsStream("/corpus/" + name)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
