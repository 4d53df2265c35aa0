package org.openemr.aws.operator.settings;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.settings.environment.ContextJson;
import org.openemr.aws.settings.environment.EnvironmentFiles;

/**
 * {@code cdk.json} as text in which the values of settings are replaced where they stand: order, comments and spaces stay.
 *
 * @param path where it was read from
 * @param common of the file of an environment, the settings that it says otherwise; else none
 */
public record CdkJsonFile(Path path, String text, Map<String, Object> common) {

    private static final ObjectMapper MAPPER = ContextJson.MAPPER;
    private static final String CONTEXT = ContextJson.CONTEXT;

    /** A file that says all itself. */
    CdkJsonFile(Path path, String text) {
        this(path, text, Map.of());
    }

    /**
     * Reads the file of a directory.
     *
     * @throws Failure when there is none
     */
    public static CdkJsonFile in(Path directory) {
        return find(directory)
                .orElseThrow(() ->
                        Failure.notFound("No cdk.json in " + directory + ". Run this in the checkout of the project."));
    }

    /** Reads the file of a directory, if there is one. */
    public static Optional<CdkJsonFile> find(Path directory) {
        var path = directory.resolve("cdk.json");
        try {
            return Files.exists(path) ? Optional.of(new CdkJsonFile(path, Files.readString(path))) : Optional.empty();
        } catch (CharacterCodingException e) {
            throw new Failure(ExitStatus.USAGE, path + " is not in UTF-8.", e);
        } catch (IOException e) {
            throw new Failure(ExitStatus.FAILED, "%s cannot be read: %s".formatted(path, e.getMessage()), e);
        }
    }

    /**
     * Reads the file of an environment of a directory: what is changed is changed there.
     *
     * @throws org.openemr.aws.settings.InvalidSettingsException when there is no such environment
     */
    public static CdkJsonFile ofEnvironment(Path directory, String name) {
        var files = new EnvironmentFiles(directory);
        files.own(name);
        var file = files.path(name);
        try {
            return new CdkJsonFile(file, Files.readString(file), in(directory).context());
        } catch (IOException e) {
            throw new Failure(ExitStatus.FAILED, "%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** Whether it is JSON, and has settings. */
    public boolean isValid() {
        try {
            return MAPPER.readTree(readable()).path(CONTEXT).isObject();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** The settings and flags under {@code context}, with those that all environments share. */
    public Map<String, Object> context() {
        try {
            var own = ContextJson.settings(text)
                    .orElseThrow(() -> Failure.usage(path + " has no \"context\": is it the file of this project?"));
            var all = new LinkedHashMap<>(common);
            all.putAll(own);
            return all;
        } catch (JsonProcessingException e) {
            throw Failure.usage("%s is no valid JSON at line %d: %s"
                    .formatted(path, e.getLocation().getLineNr(), e.getOriginalMessage()));
        }
    }

    /** The same file with another value of a setting. */
    public CdkJsonFile with(String key, @Nullable Object value) {
        var written = written(value);
        return find(key)
                .map(span -> new CdkJsonFile(
                        path, text.substring(0, span.start) + written + text.substring(span.end), common))
                .orElseGet(() -> withNew(key, written));
    }

    /** The same file with other values of several settings. */
    public CdkJsonFile with(Map<String, ?> settings) {
        var changed = this;
        for (var setting : settings.entrySet()) {
            changed = changed.with(setting.getKey(), setting.getValue());
        }
        return changed;
    }

    /** What JSON begins with: some editors put a mark before it, which stays in the file. */
    public String readable() {
        return ContextJson.readable(text);
    }

    /** Replaces the file on disk in one step. */
    public void save() {
        try {
            // Where a link leads to, and with the permissions that others have there.
            var target = path.toRealPath();
            var fresh = Files.createTempFile(target.getParent(), "cdk", ".json");
            try {
                Files.writeString(fresh, text);
                Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(target));
                Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CdkJsonFile withNew(String key, String written) {
        var opening = positionOfContext()
                .orElseThrow(() -> Failure.usage(path + " has no \"context\": is it the file of this project?"));
        var empty = text.substring(opening).stripLeading().startsWith("}");
        var line = text.contains("\r\n") ? "\r\n" : "\n";
        var indent = text.substring(opening).matches("(?s)\\r?\\n\t+\".*") ? "\t\t" : "    ";
        var entry = line + indent + written(key) + ": " + written + (empty ? line + "  " : ",");
        return new CdkJsonFile(path, text.substring(0, opening) + entry + text.substring(opening), common);
    }

    /** From where to where the value of a setting stands. */
    private Optional<Span> find(String key) {
        try (var parser = MAPPER.createParser(readable())) {
            if (!enterContext(parser)) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                parser.nextToken();
                var start = (int) parser.currentTokenLocation().getCharOffset();
                parser.skipChildren();
                if (parser.currentToken() == JsonToken.VALUE_STRING) {
                    parser.finishToken();
                }
                if (name.equals(key)) {
                    return Optional.of(
                            new Span(start, (int) parser.currentLocation().getCharOffset()));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Integer> positionOfContext() {
        try (var parser = MAPPER.createParser(readable())) {
            return enterContext(parser)
                    ? Optional.of((int) parser.currentLocation().getCharOffset())
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Moves behind the opening brace of {@code context}. */
    private static boolean enterContext(JsonParser parser) throws IOException {
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            if (parser.nextToken() == JsonToken.START_OBJECT && name.equals(CONTEXT)) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    private static String written(@Nullable Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Span(int start, int end) {}
}
