package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.openemr.aws.contracts.Output;
import org.openemr.aws.operator.fixtures.Launched;
import org.openemr.aws.testsupport.ProjectRoot;

/** The launcher and the jar as they are. */
class LauncherIT extends OperatorTest {

    private static final Path JAR = ProjectRoot.resolve("operator/target/openemr-operator.jar");

    private static final String BUILD = "mkdir -p operator/target; cp '%s' operator/target/".formatted(JAR);

    /** The rules of the settings are those of the application, in a module of their own: no class of the CDK is in the jar. */
    @Test
    void readsAndChecksSettingsWithoutTheCdk() throws Exception {
        try (var jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream())
                    .noneMatch(entry -> entry.getName().startsWith("software/amazon/awscdk/")
                            || entry.getName().startsWith("software/amazon/jsii/")
                            || entry.getName().startsWith("software/constructs/"))
                    .anyMatch(entry -> entry.getName().startsWith("org/openemr/aws/settings/"));
        }

        assertThat(launched().piped("access", "show").out()).isEqualTo("ipv4  closed\nipv6  closed\n");
        var refused = launched().piped("access", "allow", "203.0.113.7/24");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains("security_group_ip_range_ipv4", "Nothing was changed");
    }

    /** One that reads every setting: {@code destroy} needs them all. */
    @Test
    void readsAWholeConfiguration() {
        operator().deployed().program("npx", "echo \"$@\" >> cdk.txt\n" + WorkingAws.SYNTHESIS);

        var run = launched().piped("destroy", "--yes");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(operator().read("cdk.txt")).endsWith("--force --exclusively ComputeStack\n");
    }

    @Test
    void endsWithTheStatusOfTheCommand() {
        assertThat(launched().piped("--help").status()).isZero();
        assertThat(launched().piped("no-such-command").status()).isEqualTo(2);
        operator().deployed(new Output[0]);
        assertThat(launched().piped("url").status()).isEqualTo(3);
    }

    /** In a clone without a jar, with a build that makes one. */
    @Test
    void buildsTheJarOnceWhenItIsMissing() throws Exception {
        var launcher = cloned();
        operator()
                .program(
                        "mvn",
                        "echo \"$@\" >> \"$PWD/mvn.txt\"; mkdir -p operator/target; cp '%s' operator/target/"
                                .formatted(JAR));

        var first = launched().run(List.of(launcher.toString(), "access", "show"));
        var second = launched().run(List.of(launcher.toString(), "access", "show"));

        assertThat(first.out()).startsWith("ipv4  closed").isEqualTo(second.out());
        assertThat(first.err()).contains("building the command line, once");
        assertThat(second.err()).isEmpty();
        assertThat(launcher.resolveSibling("mvn.txt"))
                .content()
                .hasLineCount(1)
                .contains("package", "--projects operator --also-make");
    }

    @Test
    void saysThatTheBuildFailed() throws Exception {
        var launcher = cloned();
        operator().program("mvn", "echo no compiler; exit 1");

        var run = launched().run(List.of(launcher.toString(), "access", "show"));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("no compiler", "the build failed");
        assertThat(run.out()).isEmpty();
    }

    /** A file that is newer, as after a pull. */
    @Test
    void buildsAgainWhenASourceIsNewer() throws Exception {
        var launcher = cloned();
        operator().program("mvn", BUILD);
        launched().run(List.of(launcher.toString(), "access", "show"));
        var source = launcher.resolveSibling("settings/src/main/java/A.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, "class A {}");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));

        var run = launched().run(List.of(launcher.toString(), "access", "show"));

        assertThat(run.status()).isZero();
        assertThat(run.err()).contains("whose sources have changed");
    }

    /** Through a link, from a folder below, in a path with a space: the checkout is the nearest folder with a cdk.json. */
    @Test
    void startsFromWhereverItIs() throws Exception {
        var launcher = cloned();
        operator().program("mvn", BUILD);
        var link = Files.createSymbolicLink(operator().directory().resolve("a link"), launcher);
        var below = Files.createDirectories(operator().directory().resolve("docs/adr"));
        var relative = Files.createSymbolicLink(below.resolve("oe"), Path.of("../../a link"));

        assertThat(launched().run(List.of(link.toString(), "access", "show")).out())
                .startsWith("ipv4  closed");
        assertThat(launched()
                        .run(List.of("sh", "-c", "cd docs/adr && ./" + relative.getFileName() + " access show"))
                        .out())
                .startsWith("ipv4  closed");
    }

    /** The CDK builds the project while the command that started it waits. */
    @Test
    void runsTheCopyOfBeforeWhileTheJarIsBuilt() throws Exception {
        var launcher = cloned();
        operator().program("mvn", BUILD);
        launched().run(List.of(launcher.toString(), "access", "show"));
        var jar = launcher.resolveSibling("operator/target/openemr-operator.jar");

        Files.write(jar, new byte[1000]);
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));
        var halfBuilt = launched().run(List.of(launcher.toString(), "access", "show"));
        Files.delete(jar);
        var missing = launched().run(List.of(launcher.toString(), "access", "show"));

        assertThat(halfBuilt.out()).startsWith("ipv4  closed").isEqualTo(missing.out());
        assertThat(halfBuilt.err()).isEmpty();
    }

    @Test
    void buildsAgainAfterABuildThatBrokeOff() throws Exception {
        var launcher = cloned();
        var jar = launcher.resolveSibling("operator/target/openemr-operator.jar");
        Files.createDirectories(jar.getParent());
        Files.write(jar, new byte[1000]);
        operator().program("mvn", BUILD);

        var run = launched().run(List.of(launcher.toString(), "access", "show"));

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).contains("building the command line, once");
    }

    @Test
    void saysThatThereIsNoJava() throws Exception {
        var launcher = cloned();
        operator().with("JAVA_HOME", "/no/such/place");

        var run = launched().run(List.of(launcher.toString(), "access", "show"));

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err()).contains("Install a JDK 17 or newer").hasLineCount(1);
    }

    /** What Java keeps of a start to be faster at the next; another Java may have written it. */
    @Test
    void startsWithItsFileOfClassesAndWithOneThatIsNone() throws Exception {
        var launcher = cloned();
        operator().program("mvn", BUILD);
        var first = launched().run(List.of(launcher.toString(), "access", "show"));
        var classes = fileOfClasses(launcher);

        var second = launched().run(List.of(launcher.toString(), "access", "show"));
        Files.delete(classes);
        Files.writeString(classes, "of another Java");
        var third = launched().run(List.of(launcher.toString(), "access", "show"));

        assertThat(List.of(second.out(), third.out())).containsOnly(first.out());
        assertThat(List.of(second.err(), third.err())).containsOnly("");
    }

    private static Path fileOfClasses(Path launcher) throws IOException {
        try (var files = Files.list(launcher.resolveSibling("operator/target/run"))) {
            return files.filter(file -> file.toString().endsWith(".jsa"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** The launcher as a clone has it: in a directory that holds no jar. */
    private Path cloned() throws Exception {
        var clone = Files.createDirectories(operator().directory().resolve("a clone"));
        return Files.copy(Launched.LAUNCHER, clone.resolve("openemr"), StandardCopyOption.COPY_ATTRIBUTES);
    }

    /** As another branch and back leave it: newer, and the same. Maven makes no new jar then. */
    @Test
    void buildsOnceForASourceThatIsNewerAndTheSame() throws Exception {
        var launcher = cloned();
        operator().program("mvn", "[ -e operator/target/openemr-operator.jar ] || { " + BUILD + "; }");
        launched().run(List.of(launcher.toString(), "access", "show"));
        var source = launcher.resolveSibling("settings/src/main/java/A.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, "class A {}");

        var first = launched().run(List.of(launcher.toString(), "access", "show"));
        var second = launched().run(List.of(launcher.toString(), "access", "show"));

        assertThat(first.err()).contains("whose sources have changed");
        assertThat(second.err()).isEmpty();
        assertThat(second.out()).startsWith("ipv4  closed");
    }

    /** A shell that knows other places; a colleague who built it. */
    @Test
    void startsWhateverTheShellIsLike() throws Exception {
        var launcher = cloned();
        operator().program("mvn", BUILD);

        var run = launched().run(List.of("sh", "-c", "CDPATH=\"$PWD\"; export CDPATH; 'a clone/openemr' access show"));

        assertThat(run.out()).as(run.err()).startsWith("ipv4  closed");
        try (var copies = Files.list(launcher.resolveSibling("operator/target/run"))) {
            assertThat(copies.filter(copy -> copy.toString().endsWith(".jar")))
                    .allMatch(copy -> permissions(copy).contains(PosixFilePermission.OTHERS_READ));
        }
    }

    private static Set<PosixFilePermission> permissions(Path file) {
        try {
            return Files.getPosixFilePermissions(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
