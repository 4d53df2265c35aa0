package org.openemr.aws.constructs.function;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;

/**
 * What is in a jar of our functions, told by the sources of our classes and by the libraries: compilers of two JDKs write the same sources
 * differently, and a team that has both would deploy every function anew each time that somebody else deploys.
 */
final class JarContent {

    private static final String OURS = "org/openemr/aws/";
    private static final HexFormat CHECKSUM = HexFormat.of();
    private static final String MANIFEST = JarFile.MANIFEST_NAME;

    private JarContent() {}

    /**
     * A hash of the content.
     *
     * @param sources the directories that our classes and their resources are made from
     */
    static String hash(Path jar, List<Path> sources) {
        var hash = sha256();
        hash.update(libraries(jar).getBytes(StandardCharsets.UTF_8));
        sources.forEach(directory -> add(hash, directory));
        return HexFormat.of().formatHex(hash.digest());
    }

    private static void add(MessageDigest hash, Path sources) {
        try (var files = Files.walk(sources)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                hash.update(sources.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                hash.update(Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names and checksums of what others compiled, a line each; the manifest names the JDK. */
    private static String libraries(Path jar) {
        try (var file = new JarFile(jar.toFile())) {
            return file.stream()
                    .filter(entry -> !entry.isDirectory()
                            && !entry.getName().startsWith(OURS)
                            && !entry.getName().equals(MANIFEST))
                    .map(JarContent::line)
                    .sorted()
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Put together by hand: there are a hundred thousand of them, and a format for each made a synthesis 0.13 s longer. */
    private static String line(ZipEntry entry) {
        return entry.getName() + ' ' + entry.getSize() + ' ' + CHECKSUM.toHexDigits((int) entry.getCrc());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
