package org.openemr.aws.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openemr.aws.contracts.Contracts;
import org.openemr.aws.contracts.Output;
import org.openemr.aws.contracts.ProjectVersion;
import org.openemr.aws.testsupport.ProjectRoot;

/** What a release owes to those who build on the one before: an entry, and every value that was published. */
class ReleaseTest {

    private static final Path RELEASED = ProjectRoot.resolve("docs/contract-released.txt");
    private static final String ALWAYS = "always";
    private static final boolean UPDATE = "update".equals(System.getProperty("released"));

    @Test
    void theVersionHasAnEntry() throws IOException {
        assertThat(entry())
                .as("CHANGELOG.md has nothing of %s", ProjectVersion.current())
                .isNotBlank();
    }

    /** Stacks of others read these parameters, and find out only when they are deployed. */
    @Test
    void whatTheLastReleasePublishedIsPublishedStill() throws IOException {
        if (UPDATE) {
            Files.writeString(
                    RELEASED,
                    "# What %s publishes, and whether in every configuration.\n".formatted(ProjectVersion.current())
                            + lines(declared()));
        }
        var declared = declared();
        var entry = entry();

        assertThat(released())
                .isNotEmpty()
                .allSatisfy((name, when) -> assertThat(declared.get(name))
                        .as(
                                "%s was published %s by the last release; where that ends, CHANGELOG.md names it",
                                name, when)
                        .matches(now -> now != null && (now.equals(ALWAYS) || !when.equals(ALWAYS))
                                || entry.contains("`" + name + "`")));
    }

    @Test
    void everyModuleHasAnOwnerInTheExample() throws IOException {
        var modules = Pattern.compile("<module>([a-z-]+)</module>")
                .matcher(Files.readString(ProjectRoot.resolve("pom.xml")))
                .results()
                .map(match -> "/" + match.group(1) + "/")
                .toList();
        var owned = Files.readAllLines(ProjectRoot.resolve("examples/CODEOWNERS")).stream()
                .map(line -> line.split(" ")[0])
                .toList();

        assertThat(modules).hasSizeGreaterThan(20);
        assertThat(owned).containsAll(modules);
    }

    /** Where a platform looks for them, and where people come from. */
    @ParameterizedTest
    @ValueSource(strings = {"SECURITY.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/upgrading-the-project.md"})
    void theReadmeLeadsToThem(String file) throws IOException {
        assertThat(ProjectRoot.resolve(file)).isNotEmptyFile();
        assertThat(Files.readString(ProjectRoot.resolve("README.md"))).contains("(" + file + ")");
    }

    /** The section of this version. */
    private static String entry() throws IOException {
        var sections = Files.readString(ProjectRoot.resolve("CHANGELOG.md")).split("(?m)^## ");
        return Stream.of(sections)
                .filter(section -> section.startsWith(ProjectVersion.current() + ","))
                .findFirst()
                .orElse("");
    }

    private static Map<String, String> declared() {
        var declared = new TreeMap<String, String>();
        Contracts.ALL.stream()
                .flatMap(contract -> contract.outputs().stream())
                .forEach(output -> declared.put(name(output), output.always() ? ALWAYS : "sometimes"));
        return declared;
    }

    private static String name(Output output) {
        return output.layer().label() + "/" + output.name();
    }

    private static Map<String, String> released() throws IOException {
        var released = new TreeMap<String, String>();
        for (var line : Files.readAllLines(RELEASED)) {
            if (!line.startsWith("#")) {
                var parts = List.of(line.split(" "));
                released.put(parts.get(0), parts.get(1));
            }
        }
        return released;
    }

    private static String lines(Map<String, String> values) {
        var lines = new StringBuilder();
        values.forEach(
                (name, when) -> lines.append(name).append(' ').append(when).append('\n'));
        return lines.toString();
    }
}
