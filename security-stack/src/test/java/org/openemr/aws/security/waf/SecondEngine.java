package org.openemr.aws.security.waf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.testsupport.FreePort;

/**
 * What ModSecurity finds in a request, in the names of AWS's rules: the OWASP core rules, which look at each parameter, and libinjection
 * on the body as a whole. AWS's own engine and patterns are not public, so this is a second opinion and no proof: it finds some things
 * that AWS does not, and misses others.
 */
final class SecondEngine {

    private static final Path SERVER = Path.of("/usr/sbin/apache2");
    private static final Path MODULE = Path.of("/usr/lib/apache2/modules/mod_security2.so");
    private static final Path CORE_RULES = Path.of("/usr/share/modsecurity-crs/rules");

    private static final Pattern ID = Pattern.compile("\\[id \"(\\d+)\"]");
    private static final Pattern PLACE = Pattern.compile("within ([A-Z_]+)(?::([^:]*))?");

    /** The kinds of the core rules, by the beginning of their numbers. */
    private static final Map<String, String> KINDS = Map.of(
            "930", "GenericLFI",
            "931", "GenericRFI",
            "941", "CrossSiteScripting",
            "942", "SQLiExtendedPatterns",
            "944", "JavaDeserializationRCE");

    private final Path directory;

    private SecondEngine(Path directory) {
        this.directory = directory;
    }

    static boolean isInstalled() {
        return Stream.of(SERVER, MODULE, CORE_RULES).allMatch(Files::exists);
    }

    /** The rules that each request sets off, by the request's name. */
    static Map<String, Set<String>> findings(List<CorpusRequest> requests, Path directory)
            throws IOException, InterruptedException {
        return new SecondEngine(directory).run(requests);
    }

    private Map<String, Set<String>> run(List<CorpusRequest> requests) throws IOException, InterruptedException {
        // The server gives up its rights before it writes there.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(
                Files.createDirectory(directory.resolve("data")), PosixFilePermissions.fromString("rwxrwxrwx"));
        var parsed = FreePort.choose();
        var raw = FreePort.choose();
        var configuration = Files.writeString(directory.resolve("httpd.conf"), configuration(parsed, raw));
        var server = new ProcessBuilder(SERVER.toString(), "-X", "-f", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        try {
            for (var request : requests) {
                send(request, parsed, server);
                send(request, raw, server);
            }
        } finally {
            server.destroy();
            server.waitFor(10, TimeUnit.SECONDS);
        }
        return read(requests);
    }

    private String configuration(int parsed, int raw) throws IOException {
        try (var resource = SecondEngine.class.getResourceAsStream("second-engine.conf")) {
            return new String(resource.readAllBytes(), ISO_8859_1)
                    .replace("@DIRECTORY@", directory.toString())
                    .replace("@PARSED@", String.valueOf(parsed))
                    .replace("@RAW@", String.valueOf(raw));
        }
    }

    private void send(CorpusRequest request, int port, Process server) throws IOException, InterruptedException {
        try (var socket = connect(port, server)) {
            socket.getOutputStream().write(request.bytes("X-Corpus: " + request.name()));
            socket.getOutputStream().flush();
            socket.getInputStream().readAllBytes();
        }
    }

    private Socket connect(int port, Process server) throws IOException, InterruptedException {
        while (true) {
            try {
                return new Socket(InetAddress.getLoopbackAddress(), port);
            } catch (IOException e) {
                if (server.waitFor(50, TimeUnit.MILLISECONDS)) {
                    throw new IOException(Files.readString(directory.resolve("output"), ISO_8859_1), e);
                }
            }
        }
    }

    private Map<String, Set<String>> read(List<CorpusRequest> requests) throws IOException {
        var findings = new TreeMap<String, Set<String>>();
        var mapper = new ObjectMapper();
        for (var line : Files.readAllLines(directory.resolve("audit.log"), ISO_8859_1)) {
            var entry = mapper.readTree(line);
            var name = entry.at("/request/headers/X-Corpus").asText();
            var request = requests.stream()
                    .filter(sent -> sent.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IOException("The server logged a request without a name: " + line));
            var found = findings.computeIfAbsent(name, key -> new TreeSet<>());
            SynthesisedTemplate.elements(entry.at("/audit_data/messages"))
                    .map(JsonNode::asText)
                    .flatMap(message -> finding(message, request).stream())
                    .forEach(found::add);
        }
        if (findings.size() != requests.size()) {
            throw new IOException("The server logged %d of %d requests".formatted(findings.size(), requests.size()));
        }
        return findings;
    }

    /** The rule of AWS that a message stands for. */
    private static Optional<String> finding(String message, CorpusRequest request) {
        var id = group(ID, message, 1).orElseThrow();
        if (message.contains("[msg \"AWS ")) {
            return group(Pattern.compile("\\[msg \"AWS (\\w+)"), message, 1);
        }
        if (id.startsWith("913")) {
            return Optional.of("UserAgent_BadBots_HEADER");
        }
        if (id.equals("930130")) {
            return Optional.of("ExploitablePaths_URIPATH");
        }
        var kind = id.equals("942100") ? "SQLi" : KINDS.get(id.substring(0, 3));
        return Optional.ofNullable(kind)
                .flatMap(found -> place(message, request).map(place -> found + "_" + place));
    }

    private static Optional<String> place(String message, CorpusRequest request) {
        var variable = group(PLACE, message, 1).orElse("");
        return switch (variable) {
            case "ARGS", "ARGS_NAMES" ->
                Optional.of(isOfQuery(group(PLACE, message, 2).orElse(""), request) ? "QUERYARGUMENTS" : "BODY");
            case "REQUEST_BODY", "XML", "FILES", "FILES_NAMES" -> Optional.of("BODY");
            case "REQUEST_COOKIES", "REQUEST_COOKIES_NAMES" -> Optional.of("COOKIE");
            case "REQUEST_FILENAME", "REQUEST_BASENAME" -> Optional.of("URIPATH");
            case "REQUEST_HEADERS" -> Optional.of("HEADER");
            // The whole target: a finding in its query is reported for the parameter too.
            case "REQUEST_URI", "REQUEST_URI_RAW" ->
                request.path().contains("..") ? Optional.of("URIPATH") : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static boolean isOfQuery(String parameter, CorpusRequest request) {
        return ("&" + Transformation.URL_DECODE.of(request.query())).contains("&" + parameter + "=");
    }

    private static Optional<String> group(Pattern pattern, String text, int group) {
        var matcher = pattern.matcher(text);
        return matcher.find() ? Optional.ofNullable(matcher.group(group)) : Optional.empty();
    }
}
