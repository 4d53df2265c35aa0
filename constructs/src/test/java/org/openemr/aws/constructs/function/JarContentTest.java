package org.openemr.aws.constructs.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarContentTest {

    private static final String HANDLER = "org/openemr/aws/functions/Handler.class";
    private static final String LIBRARY = "org/example/Library.class";

    @TempDir
    private Path directory;

    private Path sources;

    @BeforeEach
    void writeSources() throws IOException {
        sources = Files.createDirectories(directory.resolve("sources"));
        Files.writeString(sources.resolve("Handler.java"), "class Handler {}");
    }

    /** In another order, too, and with another manifest. */
    @Test
    void isTheSameWhateverCompiledIt() throws IOException {
        var one = jar(Map.of("META-INF/MANIFEST.MF", "Build-Jdk-Spec: 17", HANDLER, "of 17", LIBRARY, "x"));
        var other = jar(new LinkedHashMap<>(
                Map.of(LIBRARY, "x", HANDLER, "of 25", "META-INF/MANIFEST.MF", "Build-Jdk-Spec: 25")));

        assertThat(JarContent.hash(one, List.of(sources))).isEqualTo(JarContent.hash(other, List.of(sources)));
    }

    @Test
    void isAnotherWithOtherSourcesOrLibraries() throws IOException {
        var jar = jar(Map.of(HANDLER, "x", LIBRARY, "x"));
        var before = JarContent.hash(jar, List.of(sources));

        assertThat(JarContent.hash(jar(Map.of(HANDLER, "x", LIBRARY, "y")), List.of(sources)))
                .isNotEqualTo(before);
        assertThat(JarContent.hash(jar(Map.of(HANDLER, "x")), List.of(sources))).isNotEqualTo(before);
        Files.writeString(sources.resolve("Handler.java"), "class Handler { int more; }");
        assertThat(JarContent.hash(jar, List.of(sources))).isNotEqualTo(before);
        Files.writeString(sources.resolve("Handler.java"), "class Handler {}");
        assertThat(JarContent.hash(jar, List.of(sources))).isEqualTo(before);
        Files.move(sources.resolve("Handler.java"), sources.resolve("Other.java"));
        assertThat(JarContent.hash(jar, List.of(sources))).isNotEqualTo(before);
    }

    private Path jar(Map<String, String> entries) throws IOException {
        var jar = Files.createTempFile(directory, "functions", ".jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (var entry : entries.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
        return jar;
    }
}
