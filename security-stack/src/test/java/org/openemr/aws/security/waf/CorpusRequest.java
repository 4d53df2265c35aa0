package org.openemr.aws.security.waf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A request as it goes over the wire, one character for each byte.
 *
 * @param name the kind and the name, {@code attacks/log-file}
 * @param line method, target and version
 * @param headers without the line
 */
public record CorpusRequest(String name, List<String> line, Map<String, String> headers, String body) {

    private static final Path DIRECTORY = Path.of("src/test/resources/org/openemr/aws/security/corpus");
    private static final String END_OF_LINE = "\r\n";

    /** The requests of a kind. */
    public static Stream<CorpusRequest> ofKind(String kind) {
        try (var files = Files.list(DIRECTORY.resolve(kind))) {
            return files
                    .sorted()
                    .map(file -> read(kind + "/" + file.getFileName().toString().replace(".http", ""), file))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All requests. */
    public static Stream<CorpusRequest> all() {
        return Stream.of("legitimate", "doubtful", "attacks").flatMap(CorpusRequest::ofKind);
    }

    private static CorpusRequest read(String name, Path file) {
        try {
            var text = Files.readString(file, ISO_8859_1);
            var end = text.indexOf(END_OF_LINE + END_OF_LINE);
            var lines = text.substring(0, end).split(END_OF_LINE);
            var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            Stream.of(lines)
                    .skip(1)
                    .map(line -> line.split(": ", 2))
                    .forEach(header -> headers.put(header[0], header[1]));
            return new CorpusRequest(name, List.of(lines[0].split(" ")), headers, text.substring(end + 4));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String method() {
        return line.get(0);
    }

    /** The target before its query. */
    String path() {
        return line.get(1).split("\\?", 2)[0];
    }

    /** The query, or nothing. */
    String query() {
        return line.get(1).contains("?") ? line.get(1).split("\\?", 2)[1] : "";
    }

    Optional<String> header(String header) {
        return Optional.ofNullable(headers.get(header));
    }

    /** The same request from another user agent. */
    CorpusRequest from(String userAgent) {
        var changed = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        changed.putAll(headers);
        changed.put("User-Agent", userAgent);
        return new CorpusRequest(name, line, changed, body);
    }

    /** The same request to another target. */
    CorpusRequest to(String target) {
        return new CorpusRequest(name, List.of(line.get(0), target, line.get(2)), headers, body);
    }

    /** The bytes on the wire, with one more header. */
    byte[] bytes(String header) {
        var text = new StringBuilder(String.join(" ", line)).append(END_OF_LINE);
        headers.forEach(
                (key, value) -> text.append(key).append(": ").append(value).append(END_OF_LINE));
        return text.append(header)
                .append(END_OF_LINE)
                .append("Connection: close")
                .append(END_OF_LINE)
                .append(END_OF_LINE)
                .append(body)
                .toString()
                .getBytes(ISO_8859_1);
    }
}
