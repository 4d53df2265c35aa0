package org.openemr.aws.functions.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A message or a part of one, split into header fields and body. The body begins behind the first empty line, as it should, or at
 * the first line that is no header: what follows headers without an empty line, or behind a line of blanks, is not lost.
 *
 * @param isSeparated whether an empty line, or the end, separates them
 */
// Entities are read and sent, never compared.
@SuppressWarnings("ArrayRecordComponent")
record Entity(List<HeaderField> fields, byte[] body, boolean isSeparated) {

    /** Name and colon (RFC 5322, section 2.2, and 4.5 for blanks between them). */
    private static final Pattern FIELD = Pattern.compile("([!-9;-~]+)[ \\t]*:(.*)", Pattern.DOTALL);

    private static final Pattern USUAL_NAME = Pattern.compile("[A-Za-z0-9_.-]+");

    /** Reads an entity; anything is one, even what has no header at all. */
    static Entity of(byte[] bytes) {
        var written = new ArrayList<StringBuilder>();
        var position = 0;
        while (position < bytes.length) {
            var end = Lines.endOf(bytes, position);
            var line = new String(bytes, position, end - position, StandardCharsets.ISO_8859_1);
            if (line.isBlank()) {
                var isEmpty = line.equals("\r\n") || line.equals("\n");
                return new Entity(fields(written), Arrays.copyOfRange(bytes, end, bytes.length), isEmpty);
            }
            if (isContinuation(line) && !written.isEmpty()) {
                written.get(written.size() - 1).append(line);
            } else if (FIELD.matcher(line).matches()) {
                written.add(new StringBuilder(line));
            } else {
                return new Entity(fields(written), Arrays.copyOfRange(bytes, position, bytes.length), false);
            }
            position = end;
        }
        return new Entity(fields(written), new byte[0], true);
    }

    /** The fields of a name, in their order. */
    Stream<HeaderField> named(String name) {
        return fields.stream().filter(field -> field.isNamed(name));
    }

    /** The text of the first field of a name, folded as it was written. */
    Optional<String> header(String name) {
        return named(name).map(HeaderField::text).findFirst();
    }

    /** Names what other readers may take for body, and what for headers. */
    void nameDoubts(Doubts doubts) {
        doubts.unless(isSeparated, "no empty line ends the headers");
        doubts.unless(
                fields.stream()
                        .allMatch(field -> USUAL_NAME.matcher(field.name()).matches()),
                "a header with an unusual name");
    }

    /** Names what the fields of a name leave open, of which there should be one. */
    void nameDoubts(String name, Doubts doubts) {
        doubts.unless(named(name).count() <= 1, "more than one " + name);
        doubts.unless(named(name).map(HeaderField::value).allMatch(HeaderText::isReadable), "an unreadable " + name);
    }

    private static boolean isContinuation(String line) {
        return line.charAt(0) == ' ' || line.charAt(0) == '\t';
    }

    private static List<HeaderField> fields(List<StringBuilder> written) {
        return written.stream().map(Entity::field).toList();
    }

    private static HeaderField field(StringBuilder written) {
        var matcher = FIELD.matcher(written);
        if (!matcher.matches()) {
            throw new IllegalStateException("Only fields were collected");
        }
        return new HeaderField(matcher.group(1), matcher.group(2).strip());
    }
}
