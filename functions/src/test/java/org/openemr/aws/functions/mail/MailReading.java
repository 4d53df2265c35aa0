package org.openemr.aws.functions.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.dom.field.ContentDispositionField;
import org.apache.james.mime4j.dom.field.ContentTypeField;
import org.apache.james.mime4j.field.ContentDispositionFieldLenientImpl;
import org.apache.james.mime4j.field.ContentTypeFieldLenientImpl;
import org.apache.james.mime4j.field.LenientFieldParser;
import org.apache.james.mime4j.message.DefaultBodyDescriptorBuilder;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RecursionMode;
import org.apache.james.mime4j.util.ContentUtil;
import org.apache.james.mime4j.util.MimeParameterMapping;

/**
 * What a message holds, as Apache James mime4j reads it in its lenient mode: a second reader that shares no code with the
 * forwarder.
 *
 * @param headers the readable text of the first header of each name, in small letters
 * @param leaves the parts that hold no parts, in their order
 */
record MailReading(Map<String, String> headers, List<Leaf> leaves) {

    private static final MimeConfig LENIENT = MimeConfig.custom()
            .setMalformedHeaderStartsBody(true)
            .setMaxLineLen(-1)
            .setMaxHeaderCount(-1)
            .setMaxHeaderLen(-1)
            .setMaxContentLen(-1)
            .build();

    static MailReading of(byte[] raw) {
        var headers = new TreeMap<String, String>();
        var leaves = new ArrayList<Leaf>();
        var fields = new HashMap<String, Field>();
        var stream = new MimeTokenStream(
                LENIENT,
                DecodeMonitor.SILENT,
                new DefaultBodyDescriptorBuilder(null, LenientFieldParser.getParser(), DecodeMonitor.SILENT));
        stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
        stream.parse(new ByteArrayInputStream(raw));
        try {
            for (var state = stream.getState(); state != EntityState.T_END_OF_STREAM; state = stream.next()) {
                switch (state) {
                    case T_START_HEADER -> fields.clear();
                    case T_FIELD ->
                        fields.putIfAbsent(stream.getField().getName().toLowerCase(Locale.ROOT), stream.getField());
                    case T_END_HEADER -> {
                        if (headers.isEmpty()) {
                            fields.forEach((name, field) -> headers.put(name, Leaf.decoded(field)));
                        }
                    }
                    case T_BODY ->
                        leaves.add(
                                Leaf.of(fields, stream.getDecodedInputStream().readAllBytes()));
                    default -> {
                        // Beginnings and ends.
                    }
                }
            }
        } catch (MimeException | IOException | RuntimeException e) {
            throw new UnreadableException(e);
        }
        leaves.removeIf(Leaf::isNothing);
        return new MailReading(headers, leaves);
    }

    /**
     * A part that holds no parts.
     *
     * @param type in small letters
     * @param parameters of the type, without the name; a character set only as the part names it
     * @param fileName from the disposition, else from the type
     * @param content decoded, one character for each byte
     */
    record Leaf(String type, Map<String, String> parameters, String fileName, String content) {

        private static final String CHARSET = "charset";
        private static final Pattern NEIGHBOURS = Pattern.compile("(?i)%1$s\\s+%1$s"
                .formatted(
                        "=\\?utf-8\\?(?:q\\?([^?]*)|b\\?((?:[a-z0-9+/]{4})*(?:[a-z0-9+/]{2}==|[a-z0-9+/]{3}=)?))\\?="));

        private static Leaf of(Map<String, Field> fields, byte[] content) {
            var type = Optional.ofNullable(fields.get("content-type"))
                    .map(Leaf::readable)
                    .map(field -> ContentTypeFieldLenientImpl.PARSER.parse(field, DecodeMonitor.SILENT));
            var disposition = Optional.ofNullable(fields.get("content-disposition"))
                    .map(Leaf::readable)
                    .map(field -> ContentDispositionFieldLenientImpl.PARSER.parse(field, DecodeMonitor.SILENT));
            var parameters =
                    putTogether(type.map(ContentTypeField::getParameters).orElse(Map.of()));
            var name = disposition
                    .map(ContentDispositionField::getFilename)
                    .or(() -> Optional.ofNullable(fields.get("content-type")).flatMap(Leaf::nameInType))
                    .map(given -> DecoderUtil.decodeEncodedWords(given, StandardCharsets.UTF_8))
                    .orElse("");
            parameters.keySet().removeIf(parameter -> parameter.matches("name(\\*.*)?"));
            parameters.replaceAll((parameter, value) -> value.strip());
            var mimeType = type.map(ContentTypeField::getMimeType)
                    .filter(given -> !given.isEmpty())
                    .orElse("text/plain")
                    .toLowerCase(Locale.ROOT);
            return new Leaf(mimeType, parameters, name, new String(content, StandardCharsets.ISO_8859_1));
        }

        /** What is behind a delimiter with which the message breaks off. */
        private boolean isNothing() {
            return equals(new Leaf("text/plain", Map.of(), "", ""));
        }

        /** Lines of text end in one way: the library changes their ends where it decodes quoted-printable. */
        Leaf {
            content = type.startsWith("text/") ? content.replaceAll("\r+\n", "\n") : content;
        }

        private static String decoded(Field field) {
            return DecoderUtil.decodeEncodedWords(text(field).replaceAll("\\r?\\n", ""), StandardCharsets.UTF_8);
        }

        /** The library decodes words one by one, and no character that is split between two: those are put into one before. */
        private static String withoutNeighbours(String text) {
            var words = text;
            for (var before = ""; !before.equals(words); ) {
                before = words;
                words = NEIGHBOURS
                        .matcher(words)
                        .replaceFirst(pair -> "=?utf-8?q?" + inQ(pair.group(1), pair.group(2))
                                + inQ(pair.group(3), pair.group(4)) + "?=");
            }
            return words;
        }

        private static String inQ(String quoted, String base64) {
            return base64 == null
                    ? quoted
                    : HexFormat.of()
                            .withPrefix("=")
                            .withUpperCase()
                            .formatHex(Base64.getDecoder().decode(base64));
        }

        /** The library reads what RFC 2231 splits and encodes in dispositions only. */
        private static Map<String, String> putTogether(Map<String, String> given) {
            var mapping = new MimeParameterMapping();
            new TreeMap<>(given).forEach(mapping::addParameter);
            return new TreeMap<>(mapping.getParameters());
        }

        /** The library puts names together in dispositions only. */
        private static Optional<String> nameInType(Field field) {
            var asDisposition = text(field)
                    .replaceFirst("^[^;]*", "attachment")
                    .replaceAll("(?i)([;\\s])name(\\*|=)", "$1filename$2");
            return Optional.ofNullable(ContentDispositionFieldLenientImpl.PARSER
                    .parse(new RawField("Content-Disposition", asDisposition), DecodeMonitor.SILENT)
                    .getFilename());
        }

        /** The library reads ASCII only; names in UTF-8 without any encoding are handed to it as text. */
        private static Field readable(Field field) {
            return new RawField(field.getName(), text(field));
        }

        private static String text(Field field) {
            return withoutNeighbours(ContentUtil.decode(StandardCharsets.UTF_8, field.getRaw())
                    .substring(field.getName().length() + 1)
                    .strip());
        }

        @Override
        public String toString() {
            var begin = content.substring(0, Math.min(content.length(), 60)).replaceAll("[^ -~]", ".");
            return "%s %s '%s' %d %08x %s"
                    .formatted(type, parameters, fileName, content.length(), content.hashCode(), begin);
        }

        /** A part as its expectation is kept. */
        @SuppressWarnings("unchecked")
        static Leaf kept(Map<String, Object> expected) {
            return new Leaf(
                    (String) expected.get("type"),
                    (Map<String, String>) expected.get("parameters"),
                    (String) expected.get("name"),
                    new String(
                            Base64.getDecoder().decode((String) expected.get("base64")), StandardCharsets.ISO_8859_1));
        }

        /**
         * Whether the same part is here as it may leave: text without a character set gets one, and an attached message that is
         * not in seven bits becomes an attached file.
         */
        boolean leavesAs(Leaf sent) {
            if (type.startsWith("message/") && !sent.type.startsWith("message/")) {
                return sent.type.equals("application/octet-stream")
                        && sent.content.equals(content)
                        && sent.fileName.equals(fileName.isEmpty() ? "message.eml" : fileName);
            }
            var expected = new TreeMap<>(parameters);
            if (type.startsWith("text/") && sent.parameters.containsKey(CHARSET)) {
                expected.putIfAbsent(CHARSET, sent.parameters.get(CHARSET));
            }
            return sent.equals(new Leaf(type, expected, fileName, content));
        }
    }

    /** The second reader gives up: its own buffer is "fully read before the next refill is asked", or has no monitor. */
    static final class UnreadableException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private UnreadableException(Exception cause) {
            super(cause);
        }
    }
}
