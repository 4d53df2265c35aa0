package org.openemr.aws.functions.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A message or a part of one, split into header fields and body. The body begins behind the first empty line, as it should, or at
 * the first line that is no header: what follows headers without an empty line, or behind a line of blanks, is not lost.
 *
 * @param doubts what other readers may take for body, and what for headers
 */
// Entities are read and sent, never compared.
@SuppressWarnings("ArrayRecordComponent")
record Entity(List<HeaderField> fields, byte[] body, Set<String> doubts) {

    /** Name and colon (RFC 5322, section 2.2, and 4.5 for blanks between them). */
    private static final Pattern FIELD = Pattern.compile("([!-9;-~]+)[ \\t]*:(.*)", Pattern.DOTALL);

    private static final Pattern USUAL_NAME = Pattern.compile("[A-Za-z0-9_.-]+");

    /** Behind headers of these names there may be nothing, not even an empty line (RFC 2046, section 5.1.1). */
    private static final Pattern NAME_OF_CONTENT = Pattern.compile("(?i)content-.*|mime-version");

    private static final Pattern LONE_CARRIAGE_RETURN = Pattern.compile("\\r(?!\\n)");

    /** More than anybody writes; readers of addresses take very long for more. */
    private static final int LONGEST_FIELD = 16_384;

    private static final int LONGEST_HEAD = 1_000_000;

    /** Reads an entity; anything is one, even what has no header at all. */
    static Entity of(byte[] bytes) {
        var head = new Head();
        var position = 0;
        while (position < bytes.length && position < LONGEST_HEAD) {
            var end = Lines.endOf(bytes, position);
            var line = new String(bytes, position, end - position, StandardCharsets.ISO_8859_1);
            if (line.isBlank()) {
                if (!line.equals("\r\n") && !line.equals("\n")) {
                    head.doubts.add("a line of blanks behind the headers");
                }
                return head.with(Arrays.copyOfRange(bytes, end, bytes.length));
            }
            if (!head.takes(line)) {
                break;
            }
            position = end;
        }
        if (position < bytes.length || !head.isOfContentOnly()) {
            head.doubts.add("no empty line ends the headers");
        }
        return head.with(Arrays.copyOfRange(bytes, position, bytes.length));
    }

    /** The fields of a name, in their order. */
    Stream<HeaderField> named(String name) {
        return fields.stream().filter(field -> field.isNamed(name));
    }

    /** The text of the first field of a name, folded as it was written. */
    Optional<String> header(String name) {
        return named(name).map(HeaderField::text).findFirst();
    }

    /** Names what the fields of a name leave open, of which there should be one. */
    void nameDoubts(String name, Doubts all) {
        all.unless(named(name).count() <= 1, "more than one " + name);
        all.unless(
                named(name)
                        .allMatch(field ->
                                HeaderText.isReadable(field.value()) && EncodedWords.areReadable(field.text())),
                "an unreadable " + name);
    }

    /** The head as far as it was read. */
    private static final class Head {

        private final List<StringBuilder> written = new ArrayList<>();
        private final Doubts doubts = new Doubts();

        /** Whether a line belongs to it. */
        private boolean takes(String line) {
            var isContinuation = line.charAt(0) == ' ' || line.charAt(0) == '\t';
            if (isContinuation && !written.isEmpty()) {
                var field = written.get(written.size() - 1);
                if (field.length() + line.length() <= LONGEST_FIELD) {
                    field.append(line);
                } else {
                    doubts.add("a very long header");
                }
                return true;
            }
            if (!FIELD.matcher(line).matches()) {
                return false;
            }
            doubts.unless(line.length() <= LONGEST_FIELD, "a very long header");
            written.add(new StringBuilder(line.substring(0, Math.min(line.length(), LONGEST_FIELD))));
            return true;
        }

        private boolean isOfContentOnly() {
            return fields().stream()
                    .allMatch(field -> NAME_OF_CONTENT.matcher(field.name()).matches());
        }

        private Entity with(byte[] body) {
            var fields = fields();
            for (var field : fields) {
                doubts.unless(USUAL_NAME.matcher(field.name()).matches(), "a header with an unusual name");
                doubts.unless(
                        !LONE_CARRIAGE_RETURN.matcher(field.value()).find(), "a carriage return without a line feed");
            }
            return new Entity(fields, body, doubts.reasons());
        }

        private List<HeaderField> fields() {
            return written.stream().map(Head::field).toList();
        }

        private static HeaderField field(StringBuilder written) {
            var matcher = FIELD.matcher(written);
            if (!matcher.matches()) {
                throw new IllegalStateException("Only fields were collected");
            }
            return new HeaderField(matcher.group(1), matcher.group(2).strip());
        }
    }
}
