package org.openemr.aws.settings.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openemr.aws.settings.InvalidSettingsException;

class EnvironmentFilesTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void aCheckoutWithTwo() throws IOException {
        write("cdk.json", """
                {"app": "java", "context": {"deployment_name": "openemr", "availability_zones": 2, "monitoring_email": null,
                "waf_rate_limit": 10000}}""");
        write("environments/staging.json", """
                {
                  // Comments are allowed.
                  "context": {"expected_account": "111122223333", "waf_rate_limit": 500}
                }""");
        write("environments/production.json", """
                {"context": {"expected_account": "444455556666", "availability_zones": 3, "monitoring_email": "a@example.org"}}""");
        write("environments/README.md", "About them.");
    }

    @Test
    void knowsThemByTheirFiles() {
        assertThat(files().names()).containsExactly("production", "staging");
        assertThat(new EnvironmentFiles(directory.resolve("elsewhere")).names()).isEmpty();
    }

    /** Without environments everything is as it was before there could be any. */
    @ParameterizedTest
    @ValueSource(strings = {"", "null", " "})
    void noneLeavesEverythingAsItIs(String none) throws IOException {
        Files.delete(files().path("staging"));
        Files.delete(files().path("production"));
        var context = context(Map.of());
        assertThat(files().inEffect(context)).isEqualTo(context);
        context.put("environment", none);
        assertThat(files().inEffect(context)).isEqualTo(context);
    }

    /** What all share would be one more deployment, in whatever account is at hand. */
    @ParameterizedTest
    @ValueSource(strings = {"", "null"})
    void oneIsChosenWhereThereAreSome(String none) {
        assertThatThrownBy(() -> files().inEffect(context(Map.of("environment", none))))
                .hasMessageContaining("environment: is not chosen, and there are some")
                .hasMessageContaining("choose one of production, staging");
    }

    /** Of a program that changes one setting, also to what cdk.json says. */
    @Test
    void whatIsGivenIsGiven() {
        assertThat(files().inEffect(context(Map.of(
                        "environment", "production", "environment:given", "monitoring_email,availability_zones"))))
                .containsEntry("availability_zones", 2)
                .containsEntry("expected_account", "444455556666");
    }

    @Test
    void oneSaysOtherwiseThanTheCommonSettings() {
        assertThat(files().inEffect(context(Map.of("environment", "production"))))
                .containsEntry("availability_zones", 3)
                .containsEntry("monitoring_email", "a@example.org")
                .containsEntry("expected_account", "444455556666")
                .containsEntry("waf_rate_limit", 10000)
                .containsEntry("environment", "production");
    }

    /** As the CDK hands it on: what was on the command line is text. */
    @Test
    void theCommandLineHasTheLastWord() {
        assertThat(files().inEffect(context(Map.of(
                        "environment", "production", "availability_zones", "2", "expected_account", "999999999999"))))
                .containsEntry("availability_zones", "2")
                .containsEntry("expected_account", "999999999999")
                .containsEntry("monitoring_email", "a@example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"live", "../cdk", "Production"})
    void namesTheOnesThatThereAre(String wrong) {
        assertThatThrownBy(() -> files().inEffect(context(Map.of("environment", wrong))))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("environment: there is no such environment")
                .hasMessageContaining("choose one of production, staging");
    }

    @Test
    void saysHowToMakeTheFirst() throws IOException {
        Files.delete(files().path("staging"));
        Files.delete(files().path("production"));

        assertThatThrownBy(() -> files().own("staging")).hasMessageContaining("make environments/NAME.json");
    }

    @Test
    void saysWhereAFileIsWrong() throws IOException {
        write("environments/staging.json", "{\n  \"context\": {\n    \"waf_rate_limit\": 500\n    \"x\": 1}}");
        assertThatThrownBy(() -> files().own("staging")).hasMessageContaining("is no valid JSON at line 4");

        write("environments/staging.json", "{\"waf_rate_limit\": 500}");
        assertThatThrownBy(() -> files().own("staging")).hasMessageContaining("has no settings under \"context\"");

        write("environments/staging.json", "{\"context\": {\"environment\": \"production\"}}");
        assertThatThrownBy(() -> files().own("staging")).hasMessageContaining("not in the file of one");

        write("environments/staging.json", "{\"context\": {\"waf_rate_limit\": 500, \"waf_rate_limit\": 600}}");
        assertThatThrownBy(() -> files().own("staging")).hasMessageContaining("Duplicate");
    }

    private EnvironmentFiles files() {
        return new EnvironmentFiles(directory);
    }

    private Map<String, Object> context(Map<String, Object> commandLine) {
        var context = new HashMap<>(files().common());
        context.putAll(commandLine);
        return context;
    }

    private void write(String name, String text) throws IOException {
        var file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
