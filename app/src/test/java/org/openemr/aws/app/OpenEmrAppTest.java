package org.openemr.aws.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as the command line of the CDK runs it. */
class OpenEmrAppTest {

    @TempDir
    private Path output;

    @Test
    void aWrongConfigurationEndsInOneReportBeforeAnythingIsSynthesised() throws Exception {
        var program = start("{\"availability_zones\": 7, \"no_such_key\": 1}");

        var errors = new String(program.getErrorStream().readAllBytes());

        assertThat(program.waitFor()).isEqualTo(1);
        assertThat(errors)
                .startsWith("The configuration has 2 problems")
                .contains("availability_zones", "no_such_key")
                .doesNotContain("Exception", "\tat ");
        assertThat(output).isEmptyDirectory();
    }

    private Process start(String context) throws IOException {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OpenEmrApp.class.getName());
        builder.environment().put("CDK_CONTEXT_JSON", context);
        builder.environment().put("CDK_OUTDIR", output.toString());
        return builder.start();
    }
}
