package org.openemr.aws.operator.evidence;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openemr.aws.operator.Failure;

/**
 * The files of a folder with their SHA-256. It tells a change that was made by mistake, or by somebody who left the manifest alone: kept
 * somewhere else, or its own SHA-256 written down, it tells every change.
 *
 * @param files by name
 */
public record Manifest(SortedMap<String, String> files) {

    /** Its name in the folder. */
    public static final String FILE = "manifest.json";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What is in a folder, but for a manifest. */
    static Manifest of(Path folder) throws IOException {
        var files = new TreeMap<String, String>();
        try (var entries = Files.walk(folder)) {
            for (var file : entries.filter(Files::isRegularFile).toList()) {
                var name = folder.relativize(file).toString().replace('\\', '/');
                if (!name.equals(FILE)) {
                    files.put(name, sha256(file));
                }
            }
        }
        return new Manifest(files);
    }

    void write(Path folder) throws IOException {
        MAPPER.writerWithDefaultPrettyPrinter().writeValue(folder.resolve(FILE).toFile(), files);
    }

    /**
     * What in a folder is not as its manifest says; empty when all is.
     *
     * @throws Failure when there is no manifest that can be read
     */
    public static List<String> differences(Path folder) {
        try {
            Map<String, String> written =
                    MAPPER.readValue(folder.resolve(FILE).toFile(), new TypeReference<TreeMap<String, String>>() {});
            var found = of(folder).files();
            var differences = new ArrayList<String>();
            written.forEach((name, digest) -> {
                if (!found.containsKey(name)) {
                    differences.add(name + " is not there any more");
                } else if (!digest.equals(found.get(name))) {
                    differences.add(name + " is another");
                }
            });
            found.keySet().stream()
                    .filter(name -> !written.containsKey(name))
                    .forEach(name -> differences.add(name + " is not in the manifest"));
            return differences;
        } catch (IOException e) {
            throw Failure.notFound("%s has no manifest that can be read: %s".formatted(folder, e.getMessage()));
        }
    }

    /** The SHA-256 of a file, in hexadecimal. */
    public static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
