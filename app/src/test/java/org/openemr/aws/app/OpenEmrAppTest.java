package org.openemr.aws.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openemr.aws.testsupport.CdkJson;

/** The program as the command line of the CDK runs it. */
class OpenEmrAppTest {

    private static final String SUFFIX = ".template.json";

    @TempDir
    private Path output;

    @Test
    void aWrongConfigurationEndsInOneReportBeforeAnythingIsSynthesised() throws Exception {
        var program = start("{\"availability_zones\": 7, \"no_such_key\": 1}", output);

        var errors = new String(program.getErrorStream().readAllBytes());

        assertThat(program.waitFor()).isEqualTo(1);
        assertThat(errors)
                .startsWith("The configuration has 2 problems")
                .contains("availability_zones", "no_such_key")
                .doesNotContain("Exception", "\tat ");
        assertThat(output).isEmptyDirectory();
    }

    /** In a virtual machine of its own, which orders unordered maps in another way than this one. */
    @Test
    void anotherVirtualMachineGivesTheSameBytes() throws Exception {
        var settings = Configuration.EVERYTHING_ON.settings();
        var context = new HashMap<>(CdkJson.featureFlags());
        context.putAll(settings);

        var templates = templatesOfARun(new ObjectMapper().writeValueAsString(context));

        assertThat(templates).isEqualTo(SynthesisedInstallation.uncheckedTexts(settings));
    }

    /** The templates as the command line would find them. */
    private Map<String, String> templatesOfARun(String context) throws Exception {
        var run = start(context, output);
        var errors = new String(run.getErrorStream().readAllBytes());
        assertThat(run.waitFor()).as(errors).isZero();
        try (var files = Files.list(output)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(SUFFIX, ""), OpenEmrAppTest::read));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process start(String context, Path directory) throws IOException {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:off",
                "-cp",
                System.getProperty("java.class.path"),
                OpenEmrApp.class.getName());
        builder.environment().put("CDK_CONTEXT_JSON", context);
        builder.environment().put("CDK_OUTDIR", directory.toString());
        builder.environment().put("CDK_DEFAULT_ACCOUNT", "111122223333");
        builder.environment().put("CDK_DEFAULT_REGION", "us-east-1");
        return builder.start();
    }
}
