package org.openemr.aws.settings.former;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openemr.aws.settings.InvalidSettingsException;
import org.openemr.aws.settings.Setting;
import org.openemr.aws.settings.installation.InstallationSettings;

class PythonProjectsTest {

    static Stream<FormerName> keys() {
        return PythonProjects.table().keys().stream();
    }

    @ParameterizedTest
    @MethodSource("keys")
    void leadToKeysThatThereAre(FormerName former) {
        assertThat(settings().map(Setting::key)).containsAll(former.here());
    }

    /** What has no place here says why. */
    @ParameterizedTest
    @MethodSource("keys")
    void sayWhatToDoWhereThereIsNothingLikeIt(FormerName former) {
        if (former.here().isEmpty()) {
            assertThat(former.note()).isNotBlank();
        }
    }

    @Test
    void keysOfBothProjectsThatAreStillOnesLeadToThemselves() {
        var known = settings().map(Setting::key).toList();

        assertThat(keys().filter(former -> known.contains(former.name())))
                .hasSizeGreaterThan(25)
                .allSatisfy(former -> assertThat(former.here()).containsExactly(former.name()));
    }

    /** As the nearest names would not: the opposite of what was meant, the version, the APIs. */
    @ParameterizedTest
    @CsvSource({
        "disable_rds_deletion_protection_on_destroy, data_on_destroy",
        "openemr_resource_suffix, deployment_name",
        "elasticache_cache_node_type, valkey_max_storage_gb"
    })
    void areAnsweredByWhatTheyMean(String former, String here) {
        assertThatThrownBy(() -> read(former, "x"))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining(here);
    }

    @ParameterizedTest
    @CsvSource({
        "security_group_ip_range_ipv4, auto",
        "security_group_ip_range_ipv4, Auto",
        "security_group_ip_range_ipv6, auto"
    })
    void valuesAreAnsweredByWhatTheyMeant(String key, String value) {
        assertThatThrownBy(() -> read(key, value))
                .hasMessageContainingAll("the machine that synthesises", "openemr access allow --my-ip");
    }

    @ParameterizedTest
    @CsvSource({"True, true", "False, false"})
    void pythonsTruthIsUnderstood(String written, boolean meant) {
        assertThat(read("enable_data_api", written).data().dataApi()).isEqualTo(meant);
    }

    private static InstallationSettings read(String key, String value) {
        return InstallationSettings.read(Map.of(key, value), Optional.of("us-east-1"));
    }

    private static Stream<Setting<?>> settings() {
        return InstallationSettings.all();
    }
}
