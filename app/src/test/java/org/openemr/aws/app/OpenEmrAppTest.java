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
import org.openemr.aws.contracts.fixtures.CdkJson;

/** The program as the command line of the CDK runs it. */
class OpenEmrAppTest {

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

    /** In virtual machines of their own, each of which orders unordered maps in a way of its own. */
    @Test
    void twoRunsGiveTheSameBytes() throws Exception {
        var context = new ObjectMapper().writeValueAsString(everythingOn());

        assertThat(filesOfARun(context, "first")).isEqualTo(filesOfARun(context, "second"));
    }

    private static Map<String, Object> everythingOn() {
        var context = new HashMap<>(CdkJson.featureFlags());
        context.putAll(Configuration.EVERYTHING_ON.settings());
        return context;
    }

    /** The assembly as the command line would find it; its metadata hold no time and no path. */
    private Map<String, String> filesOfARun(String context, String name) throws Exception {
        var directory = Files.createDirectory(output.resolve(name));
        var run = start(context, directory);
        var errors = new String(run.getErrorStream().readAllBytes());
        assertThat(run.waitFor()).as(errors).isZero();
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".template.json"))
                    .collect(Collectors.toMap(file -> file.getFileName().toString(), OpenEmrAppTest::read));
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
        builder.environment().put("CDK_DEFAULT_REGION", "us-east-1");
        return builder.start();
    }
}
