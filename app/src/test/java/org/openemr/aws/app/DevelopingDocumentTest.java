package org.openemr.aws.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.testsupport.ProjectRoot;

/** Follows the recipes of docs/developing.md: applies them to a copy of the sources, compiles it and runs the program. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DevelopingDocumentTest {

    private static final int MOST_FILES_OF_A_RECIPE = 5;
    private static final Pattern RECIPE = Pattern.compile("```diff\n(.*?)\n```", Pattern.DOTALL);
    private static final Pattern FILE = Pattern.compile("^diff --git a/(\\S+) ", Pattern.MULTILINE);
    private static final List<String> NOT_OF_THE_APP = List.of(
            "functions",
            "trial",
            "analytics-jobs",
            "operator",
            "rehearsal",
            "load-test",
            "cost",
            "report",
            "test-support");

    private Path copy;
    private List<String> recipes;
    private Map<String, String> templates;

    @BeforeAll
    void followTheRecipes(@TempDir Path directory) throws Exception {
        copy = directory.resolve("sources");
        recipes = RECIPE.matcher(Files.readString(ProjectRoot.resolve("docs/developing.md")))
                .results()
                .map(found -> found.group(1) + "\n")
                .toList();
        copySources();
        for (var recipe : recipes) {
            apply(recipe);
        }
        var classes = compile(Files.createDirectory(directory.resolve("classes")));
        templates = new ProgramRun(
                        Files.createDirectory(directory.resolve("templates")),
                        classes + File.pathSeparator + System.getProperty("java.class.path"))
                .templates(context());
    }

    @Test
    void noRecipeTouchesMoreThanFiveFiles() {
        assertThat(recipes)
                .hasSize(3)
                .allSatisfy(
                        recipe -> assertThat(FILE.matcher(recipe).results()).hasSizeBetween(1, MOST_FILES_OF_A_RECIPE));
    }

    @Test
    void theNewSettingArrivesInTheTemplate() {
        var logGroup = template("SecurityStack").properties("AWS::Logs::LogGroup").stream()
                .filter(group -> group.path("LogGroupName").asText().startsWith("aws-waf-logs-"))
                .findFirst()
                .orElseThrow();

        assertThat(logGroup.path("RetentionInDays").asInt()).isEqualTo(60);
    }

    @Test
    void theNewOutputIsPublished() {
        assertThat(template("SecurityStack").publishedParameters())
                .contains("/openemr/openemr/security/web-acl-log-group-name");
    }

    @Test
    void theNewStackReadsWhatTheDataStackPublishes() {
        assertThat(template("ReportingStack").readParameters())
                .containsExactly("/openemr/openemr/data/database-identifier")
                .isSubsetOf(template("DataStack").publishedParameters());
    }

    private SynthesisedTemplate template(String stack) {
        return SynthesisedTemplate.parse(templates.get(stack));
    }

    /** The context of the changed cdk.json, with another value of the new setting; the packs have had their say. */
    @SuppressWarnings("unchecked")
    private Map<String, Object> context() throws IOException {
        var document = new ObjectMapper().readValue(copy.resolve("cdk.json").toFile(), Map.class);
        var context = new HashMap<>((Map<String, Object>) document.get("context"));
        assertThat(context).containsEntry("waf_log_retention_days", 7);
        context.put("waf_log_retention_days", 60);
        context.put("compliance_packs", List.of());
        return context;
    }

    private void copySources() throws IOException {
        var root = ProjectRoot.resolve("");
        var sources = new ArrayList<>(List.of(root.resolve("cdk.json"), root.resolve("pom.xml")));
        try (var modules = Files.list(root)) {
            for (var module : modules.filter(directory -> Files.exists(directory.resolve("pom.xml")))
                    .filter(directory ->
                            !NOT_OF_THE_APP.contains(directory.getFileName().toString()))
                    .toList()) {
                sources.add(module.resolve("pom.xml"));
                sources.addAll(javaFiles(module.resolve("src")));
            }
        }
        for (var source : sources) {
            var target = copy.resolve(root.relativize(source).toString());
            Files.createDirectories(target.getParent());
            Files.copy(source, target);
        }
    }

    private void apply(String recipe) throws Exception {
        var git = new ProcessBuilder("git", "apply", "--unidiff-zero", "-")
                .directory(copy.toFile())
                .redirectErrorStream(true)
                .start();
        try (var input = git.getOutputStream()) {
            input.write(recipe.getBytes(StandardCharsets.UTF_8));
        }
        var said = new String(git.getInputStream().readAllBytes());
        assertThat(git.waitFor())
                .as("A recipe of docs/developing.md does not fit the sources any more: %s", said)
                .isZero();
    }

    private Path compile(Path classes) throws IOException {
        var arguments = new ArrayList<>(List.of(
                "-proc:none", "-nowarn", "-d", classes.toString(), "-cp", System.getProperty("java.class.path")));
        try (var modules = Files.list(copy)) {
            modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .flatMap(sources -> javaFiles(sources).stream())
                    .forEach(file -> arguments.add(file.toString()));
        }
        var said = new ByteArrayOutputStream();
        var status = ToolProvider.getSystemJavaCompiler().run(null, said, said, arguments.toArray(String[]::new));
        assertThat(status).as(said.toString()).isZero();
        return classes;
    }

    private static List<Path> javaFiles(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
