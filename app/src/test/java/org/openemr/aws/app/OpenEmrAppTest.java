package org.openemr.aws.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openemr.aws.testsupport.CdkJson;

/** The program as the command line of the CDK runs it. */
class OpenEmrAppTest {

    @TempDir
    private Path output;

    @Test
    void aWrongConfigurationEndsInOneReportBeforeAnythingIsSynthesised() throws Exception {
        var program = new ProgramRun(output).start("{\"availability_zones\": 7, \"no_such_key\": 1}");

        var errors = new String(program.getErrorStream().readAllBytes());

        assertThat(program.waitFor()).isEqualTo(1);
        assertThat(errors)
                .startsWith("The configuration has 2 problems")
                .contains("availability_zones", "no_such_key")
                .doesNotContain("Exception", "\tat ");
        assertThat(output).isEmptyDirectory();
    }

    /** With credentials of another account nothing is synthesised, and what is synthesised for one is deployed to no other. */
    @Test
    void isForTheAccountThatIsExpected() throws Exception {
        var elsewhere = new ProgramRun(output).start("{\"expected_account\": \"444455556666\"}");
        var errors = new String(elsewhere.getErrorStream().readAllBytes());
        assertThat(elsewhere.waitFor()).isEqualTo(1);
        assertThat(errors).contains("expected_account", "is not the account at hand, 111122223333");

        new ProgramRun(output)
                .withoutCredentials()
                .templates(Map.of("expected_account", "444455556666", "expected_region", "eu-west-1"));

        assertThat(output.resolve("manifest.json"))
                .content()
                .contains("aws://444455556666/eu-west-1")
                .doesNotContain("unknown-account");
    }

    /** In a virtual machine of its own, which orders unordered maps in another way than this one. */
    @Test
    void anotherVirtualMachineGivesTheSameBytes() throws Exception {
        var settings = Configuration.EVERYTHING_ON.settings();
        var context = new HashMap<>(CdkJson.featureFlags());
        context.putAll(settings);

        var templates = new ProgramRun(output).templates(context);

        assertThat(templates).isEqualTo(SynthesisedInstallation.uncheckedTexts(settings));
    }
}
