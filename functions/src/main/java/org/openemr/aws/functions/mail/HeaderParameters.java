package org.openemr.aws.functions.mail;

import jakarta.mail.internet.ParameterList;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A header with parameters, Content-Type or Content-Disposition: the value before the first semicolon, and what comes behind. Read
 * with all leniency (letters of any language, blanks in values, values in pieces), and written as RFC 2231 says.
 *
 * @param main the value itself, in one line
 * @param parameters by their names in small letters
 * @param isClear whether every reader sees the same in it
 */
record HeaderParameters(String main, Map<String, String> parameters, boolean isClear) {

    private static final Pattern PIECE = Pattern.compile("([^*]+)(?:\\*(\\d{1,3}))?(\\*)?");
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`{|}~0-9A-Za-z-]{1,100}");

    /** A value without quotation marks; letters of any language have no other meaning, blanks do. */
    private static final Pattern PLAIN = Pattern.compile("[!#$%&'*+.^_`{|}~0-9A-Za-z\\x{80}-\\x{10FFFF}-]+");

    private static final Pattern ENCODED = Pattern.compile("\\*=utf-8''[^;\\s]*");

    private static final Pattern COMMENT_BEHIND = Pattern.compile("(\\S+)\\s*\\([^()]*\\)");

    /** Leaves room in a line for the name. */
    static final int LONGEST_VALUE = 750;

    HeaderParameters {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    static HeaderParameters of(String header) {
        return new Reader(HeaderText.oneLine(header)).read();
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** The same with one parameter set. */
    HeaderParameters with(String name, String value) {
        var all = new LinkedHashMap<>(parameters);
        all.put(name, value);
        return new HeaderParameters(main, all, isClear);
    }

    /** The same without one parameter. */
    HeaderParameters without(String name) {
        var all = new LinkedHashMap<>(parameters);
        all.remove(name);
        return new HeaderParameters(main, all, isClear);
    }

    /** Whether all of it can be written: no name that nobody could read, no value that is longer than a line. */
    boolean isWritable() {
        return parameters.entrySet().stream()
                .allMatch(parameter -> isWritable(parameter.getKey(), parameter.getValue()));
    }

    /** The header in ASCII; parameters that cannot be written are left out. */
    String written() {
        var list = new ParameterList();
        parameters.forEach((name, value) -> {
            if (isWritable(name, value)) {
                list.set(name, value, "utf-8");
            }
        });
        return main + withoutPlus(list.toString());
    }

    /** RFC 2231 lets a plus stand for itself; readers that decode as if it were an address see a blank. */
    private static String withoutPlus(String list) {
        return ENCODED.matcher(list)
                .replaceAll(encoded -> Matcher.quoteReplacement(encoded.group().replace("+", "%2B")));
    }

    private static boolean isWritable(String name, String value) {
        return TOKEN.matcher(name).matches() && writtenLength(value) <= LONGEST_VALUE;
    }

    /** Of other letters than those of ASCII each byte becomes three characters, in one line. */
    static int writtenLength(String value) {
        return value.getBytes(StandardCharsets.UTF_8).length * 3;
    }

    static boolean isToken(String text) {
        return TOKEN.matcher(text).matches();
    }

    /** Reads one header. */
    private static final class Reader {

        private final String text;
        private final Map<String, Map<Integer, Piece>> pieces = new LinkedHashMap<>();
        private int position;
        private boolean isClear = true;

        private Reader(String text) {
            this.text = text;
        }

        private HeaderParameters read() {
            var end = text.indexOf(';');
            var main = withoutComment(end < 0 ? text : text.substring(0, end));
            position = end < 0 ? text.length() : end + 1;
            while (position < text.length()) {
                readParameter();
            }
            var parameters = new LinkedHashMap<String, String>();
            pieces.forEach((name, parts) -> parameters.put(name, value(parts)));
            return new HeaderParameters(main, parameters, isClear);
        }

        private void readParameter() {
            var equals = text.indexOf('=', position);
            var next = text.indexOf(';', position);
            if (equals < 0 || (next >= 0 && next < equals)) {
                var end = next < 0 ? text.length() : next;
                isClear &= text.substring(position, end).isBlank();
                position = end + 1;
                return;
            }
            var name = text.substring(position, equals).strip().toLowerCase(Locale.ROOT);
            position = equals + 1;
            while (position < text.length() && text.charAt(position) == ' ') {
                position++;
            }
            add(name, text.startsWith("\"", position) ? quoted() : plain());
        }

        private String quoted() {
            var value = new StringBuilder();
            position++;
            while (position < text.length() && text.charAt(position) != '"') {
                if (text.charAt(position) == '\\' && position + 1 < text.length()) {
                    position++;
                    // A path of Windows looks like that, too.
                    if (text.charAt(position) != '"' && text.charAt(position) != '\\') {
                        isClear = false;
                        value.append('\\');
                    }
                }
                value.append(text.charAt(position++));
            }
            isClear &= position < text.length();
            position++;
            var next = text.indexOf(';', Math.min(position, text.length()));
            var end = next < 0 ? text.length() : next;
            isClear &= position >= end
                    || withoutComment("x" + text.substring(position, end)).equals("x");
            position = end + 1;
            return value.toString();
        }

        private String plain() {
            var next = text.indexOf(';', position);
            var end = next < 0 ? text.length() : next;
            var value = withoutComment(text.substring(position, end));
            position = end + 1;
            isClear &= PLAIN.matcher(value).matches();
            return value;
        }

        private static String withoutComment(String value) {
            var stripped = value.strip();
            var matcher = COMMENT_BEHIND.matcher(stripped);
            return matcher.matches() ? matcher.group(1) : stripped;
        }

        private void add(String name, String value) {
            var matcher = PIECE.matcher(name);
            if (!matcher.matches() || !TOKEN.matcher(matcher.group(1)).matches()) {
                isClear = false;
                return;
            }
            var number = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
            var before = pieces.computeIfAbsent(matcher.group(1), key -> new TreeMap<>())
                    .putIfAbsent(number, new Piece(value, matcher.group(3) != null));
            isClear &= before == null;
        }

        /**
         * The pieces in their order: those with an asterisk are encoded, in the character set that the first one names. What cannot be
         * read stays as it was written.
         */
        private String value(Map<Integer, Piece> parts) {
            var first = parts.getOrDefault(0, new Piece("", false));
            var quotes = first.isEncoded() ? first.value().split("'", 3) : new String[0];
            var charset = quotes.length == 3 ? Charsets.named(quotes[0]) : Optional.of(StandardCharsets.UTF_8);
            var isWhole = parts.containsKey(0)
                    && parts.keySet().stream().mapToInt(number -> number).max().orElse(0) == parts.size() - 1;
            var text = charset.filter(known -> isWhole && (!first.isEncoded() || quotes.length == 3))
                    .flatMap(known -> bytes(parts, quotes, known).flatMap(bytes -> Charsets.decode(known, bytes)));
            isClear &= text.isPresent();
            return HeaderText.oneLine(text.orElseGet(
                    () -> parts.values().stream().map(Piece::value).collect(Collectors.joining())));
        }

        private static Optional<byte[]> bytes(Map<Integer, Piece> parts, String[] quotes, Charset charset) {
            var all = new ByteArrayOutputStream();
            for (var part : parts.entrySet()) {
                var isFirst = part.getKey() == 0 && quotes.length == 3;
                var value = isFirst ? quotes[2] : part.getValue().value();
                var bytes = part.getValue().isEncoded() ? decoded(value) : Charsets.encode(charset, value);
                if (bytes.isEmpty()) {
                    return Optional.empty();
                }
                all.writeBytes(bytes.get());
            }
            return Optional.of(all.toByteArray());
        }

        private static Optional<byte[]> decoded(String value) {
            return TransferEncoding.quotedPrintable(value.replace("=", "=3D").replace('%', '='));
        }
    }

    private record Piece(String value, boolean isEncoded) {}
}
