package org.openemr.aws.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.openemr.aws.settings.environment.EnvironmentCheck;
import org.openemr.aws.settings.environment.EnvironmentFiles;
import org.openemr.aws.testsupport.ProjectRoot;

/**
 * The templates of the environments of this checkout, where there are any, against those that were reviewed: {@code
 * -Dsnapshots=update} writes them. And the examples, which are tried like environments.
 */
class EnvironmentSnapshotTest {

    private static final boolean UPDATE = "update".equals(System.getProperty("snapshots"));
    private static final Path KEPT = ProjectRoot.resolve("app/src/test/environments");
    private static final EnvironmentFiles CHECKOUT = new EnvironmentFiles(ProjectRoot.resolve(""));

    @TempDir
    private Path directory;

    @TestFactory
    Stream<DynamicTest> isAsReviewed() {
        return CHECKOUT.names().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    var current = templates(CHECKOUT, name);
                    if (UPDATE) {
                        write(name, current);
                    }
                    assertThat(kept(name))
                            .as(
                                    "templates of environment %s: if the change is meant, run it with -Dsnapshots=update",
                                    name)
                            .isEqualTo(current);
                }));
    }

    @Test
    void nothingIsWrongWithTheEnvironmentsOfThisCheckout() {
        assertThat(new EnvironmentCheck(CHECKOUT).problems()).isEmpty();
    }

    @Test
    void theExamplesAreEnvironments() throws IOException {
        var examples = examples();

        assertThat(examples.names()).containsExactly("production", "staging");
        assertThat(new EnvironmentCheck(examples).problems()).isEmpty();
        assertThat(templates(examples, "production"))
                .containsKeys("WatchStack", "RecoveryStack", "DnsStack")
                .hasEntrySatisfying("DnsStack", text -> assertThat(text).contains("AWS::SES::EmailIdentity"));
        assertThat(templates(examples, "staging"))
                .doesNotContainKeys("WatchStack", "RecoveryStack")
                .hasEntrySatisfying("DnsStack", text -> assertThat(text).doesNotContain("AWS::SES::EmailIdentity"));
    }

    private EnvironmentFiles examples() throws IOException {
        Files.copy(ProjectRoot.resolve("cdk.json"), directory.resolve("cdk.json"));
        Files.createDirectories(directory.resolve("environments"));
        for (var name : new EnvironmentFiles(ProjectRoot.resolve("examples")).names()) {
            var file = "environments/" + name + ".json";
            Files.copy(ProjectRoot.resolve("examples/" + file), directory.resolve(file));
        }
        return new EnvironmentFiles(directory);
    }

    /** As reviewers read them, for the account and the region of the environment. */
    private static Map<String, String> templates(EnvironmentFiles files, String name) {
        var settings = files.all(name);
        var place = Environments.of(text(settings, "expected_account"), text(settings, "expected_region"));
        var templates = new TreeMap<String, String>();
        SynthesisedInstallation.of(settings, place)
                .forEach((stack, template) -> templates.put(stack, Snapshot.normalised(template)));
        return templates;
    }

    private static Optional<String> text(Map<String, Object> settings, String key) {
        return Optional.ofNullable(settings.get(key)).map(String::valueOf);
    }

    private static Map<String, String> kept(String name) throws IOException {
        var kept = new TreeMap<String, String>();
        var folder = KEPT.resolve(name);
        if (Files.isDirectory(folder)) {
            try (var files = Files.list(folder)) {
                for (var file : files.toList()) {
                    kept.put(String.valueOf(file.getFileName()).replace(".json", ""), Files.readString(file));
                }
            }
        }
        return kept;
    }

    private static void write(String name, Map<String, String> templates) throws IOException {
        var folder = Files.createDirectories(KEPT.resolve(name));
        for (var file : kept(name).keySet()) {
            Files.delete(folder.resolve(file + ".json"));
        }
        for (var template : templates.entrySet()) {
            Files.writeString(folder.resolve(template.getKey() + ".json"), template.getValue());
        }
    }
}
