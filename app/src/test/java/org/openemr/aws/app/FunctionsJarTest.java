package org.openemr.aws.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openemr.aws.constructs.function.FunctionHandler;
import org.openemr.aws.constructs.function.FunctionsJar;
import org.openemr.aws.testsupport.ProjectRoot;

/** The jars as Lambda gets them. */
class FunctionsJarTest {

    /** Lambda takes 250 MB without compression, and starts slowly long before. */
    private static final long LARGEST = 75_000_000;

    @ParameterizedTest
    @EnumSource
    void isSmallEnoughToStartFast(FunctionsJar jar) throws Exception {
        assertThat(Files.size(jar.path())).isLessThan(LARGEST);
    }

    /** A build without changes makes no jars anew; one that is missing it does. */
    @ParameterizedTest
    @EnumSource
    void isMissedByTheBuild(FunctionsJar jar) {
        assertThat(ProjectRoot.resolve("functions/pom.xml"))
                .content()
                .contains("<available file=\"${project.build.directory}/%s\"/>".formatted(jar.fileName()));
    }

    /** What a function prints before its own first line is what the CDK shows when a deployment fails. */
    @ParameterizedTest
    @EnumSource
    void logsNothingOfItsLibraries(FunctionsJar jar) throws Exception {
        var err = System.err;
        var printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        var url = jar.path().toUri().toURL();
        try (var loader = new URLClassLoader(new URL[] {url}, ClassLoader.getPlatformClassLoader())) {
            Class.forName("org.slf4j.LoggerFactory", true, loader)
                    .getMethod("getLogger", String.class)
                    .invoke(null, "a function");
        } finally {
            System.setErr(err);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    /** All that a handler's fields, constructors and methods name is in its jar. */
    @ParameterizedTest
    @EnumSource
    void holdsWhatItsHandlersNeed(FunctionHandler handler) throws Exception {
        var jar = handler.jar().path().toUri().toURL();
        try (var loader = new URLClassLoader(new URL[] {jar}, ClassLoader.getPlatformClassLoader())) {
            var handlerClass = Class.forName(handler.className(), true, loader);

            assertThatCode(handlerClass::getDeclaredFields).doesNotThrowAnyException();
            assertThatCode(handlerClass::getDeclaredConstructors).doesNotThrowAnyException();
            assertThatCode(handlerClass::getDeclaredMethods).doesNotThrowAnyException();
        }
    }

    /** What scanners and lawyers ask for: which libraries in which versions, under which licences, with their texts. */
    @ParameterizedTest
    @EnumSource
    void namesItsLibrariesWithTheirLicences(FunctionsJar jar) throws Exception {
        try (var file = new JarFile(jar.path().toFile())) {
            var libraries = file.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.startsWith("META-INF/maven/") && name.endsWith("/pom.properties"))
                    .map(name -> name.split("/"))
                    .filter(parts -> !parts[2].startsWith("org.openemr.aws"))
                    .map(parts -> parts[2])
                    .distinct()
                    .toList();
            var list = new String(
                    file.getInputStream(file.getJarEntry("META-INF/THIRD-PARTY.txt"))
                            .readAllBytes(),
                    StandardCharsets.UTF_8);

            // By group: Angus Mail is one library that is made of several.
            assertThat(libraries).hasSizeGreaterThan(5).allMatch(group -> list.contains("(" + group + ":"));
            assertThat(file.getJarEntry("META-INF/licenses/Apache-2.0.txt")).isNotNull();
            assertThat(file.getJarEntry("META-INF/LICENSE.txt")).isNotNull();
            assertThat(file.getJarEntry("META-INF/NOTICE")).isNotNull();
        }
    }
}
