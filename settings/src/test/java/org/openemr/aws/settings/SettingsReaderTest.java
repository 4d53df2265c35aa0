package org.openemr.aws.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {

    private static final Setting<Long> TASKS =
            Setting.of("tasks", new WholeNumber(1, 10), "tasks", 2L, "How many tasks.");

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"null", "", "  "})
    void absentHasSeveralForms(String written) {
        var context = new HashMap<String, Object>();
        context.put("tasks", written);

        assertThat(new SettingsReader(context).read(TASKS)).isEqualTo(2L);
    }

    @Test
    void readsNumbersAndTheirTexts() {
        assertThat(new SettingsReader(Map.of("tasks", 3)).read(TASKS)).isEqualTo(3L);
        assertThat(new SettingsReader(Map.of("tasks", "3")).read(TASKS)).isEqualTo(3L);
        assertThat(new SettingsReader(Map.of("tasks", 3.0)).read(TASKS)).isEqualTo(3L);
    }

    @Test
    void reportsAValueThatIsNotAcceptedAndGoesOnWithTheDefault() {
        var reader = new SettingsReader(Map.of("tasks", "eleven"));

        assertThat(reader.read(TASKS)).isEqualTo(2L);
        assertThat(reader.areValid(TASKS)).isFalse();
        assertThatThrownBy(reader::finish).hasMessageContainingAll("tasks", "eleven", "from 1 to 10");
    }

    @Test
    void namesTheNearestKnownKey() {
        var reader = new SettingsReader(Map.of("taks", 1));
        reader.read(TASKS);

        assertThatThrownBy(reader::finish).hasMessageContaining("did you mean tasks?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a_key_of_somebody", "fargate_task", "task_of_the_night"})
    void namesNoKeyThatIsFarFromWhatIsWritten(String key) {
        var reader = new SettingsReader(Map.of(key, 1));
        reader.read(TASKS);

        assertThatThrownBy(reader::finish)
                .hasMessageContainingAll(key, "there is no such key", "Correct the name")
                .hasMessageNotContaining("did you mean");
    }

    @Test
    void knowsTheKeysOfThePythonProjects() {
        var reader = new SettingsReader(Map.of(
                "disable_rds_deletion_protection_on_destroy", false, "security_group_ip_range", "203.0.113.0/24"));
        reader.read(TASKS);

        assertThatThrownBy(reader::finish)
                .hasMessageContainingAll(
                        "use rds_deletion_protection and data_on_destroy instead. Here it takes a deployment of its own",
                        "use security_group_ip_range_ipv4 instead.")
                .hasMessageNotContaining("did you mean");
    }

    @Test
    void letsTheKeysOfTheCdkPass() {
        var reader = new SettingsReader(Map.of(
                "@aws-cdk/core:flag",
                true,
                "aws:cdk:toolkit",
                "x",
                "hosted-zone:account=1",
                "{}",
                "cli-telemetry",
                false));
        reader.read(TASKS);

        assertThatCode(reader::finish).doesNotThrowAnyException();
    }
}
