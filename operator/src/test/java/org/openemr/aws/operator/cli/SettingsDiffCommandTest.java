package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SettingsDiffCommandTest extends OperatorTest {

    @BeforeEach
    void deploy() {
        operator().deployed().file("cdk.json", """
                {"context": {"openemr_settings": {"timeout": 600, "secure_password": true, "a_module": "on"}}}""");
    }

    @Test
    void showsWhatIsOtherwiseInTheInstallation() {
        installed("timeout", "7200", "secure_password", "1");

        var run = operator().run("settings", "diff");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.out()).isEqualTo("""
                setting   cdk.json  installed
                a_module  on        (unknown to this version)
                timeout   600       7200
                """);
    }

    @Test
    void saysThatAllIsAsItShouldBe() {
        installed("timeout", "600", "secure_password", "1", "a_module", "on", "theme", "light");

        var run = operator().run("settings", "diff");

        assertThat(run.status()).isZero();
        assertThat(run.out()).isEqualTo("All 3 settings are in the installation as cdk.json has them.\n");
    }

    @Test
    void saysWhatIsWrongWithTheFile() {
        operator().file("cdk.json", "{\"context\": {\"openemr_settings\": {\"timeout\": 1}}}");

        var run = operator().run("settings", "diff");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("openemr_settings: timeout is out of range");
    }

    private void installed(String... namesAndValues) {
        var records = new StringBuilder();
        for (var index = 0; index < namesAndValues.length; index += 2) {
            records.append(index == 0 ? "" : ",")
                    .append("[{\"stringValue\":\"%s\"},{\"stringValue\":\"%s\"}]"
                            .formatted(namesAndValues[index], namesAndValues[index + 1]));
        }
        aws().rest(
                        "POST",
                        "/Execute",
                        "{\"columnMetadata\":[{\"label\":\"name\"},{\"label\":\"value\"}],\"records\":[%s]}"
                                .formatted(records));
    }
}
