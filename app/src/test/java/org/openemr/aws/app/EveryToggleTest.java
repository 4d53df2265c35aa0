package org.openemr.aws.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openemr.aws.contracts.fixtures.CdkJson;
import org.openemr.aws.contracts.fixtures.TestApp;

/** Configurations beside the kept ones: none has an error of the template validation or a finding that is not accepted. */
class EveryToggleTest {

    @ParameterizedTest
    @MethodSource("configurations")
    void synthesisesWithoutAFinding(Map<String, Object> changes) {
        assertThat(SynthesisedInstallation.of(CdkJson.settingsWith(changes), TestApp.ENVIRONMENT))
                .isNotEmpty();
    }

    private static Stream<Map<String, Object>> configurations() {
        return Stream.of(
                Map.of("data_on_destroy", "delete", "enable_ecs_exec", true, "enable_bedrock_integration", true),
                Map.of("enable_long_term_cloudtrail_monitoring", false, "enable_monitoring_alarms", false),
                Map.of(
                        "restore_database_from_snapshot", "clinic-before-upgrade",
                        "restore_sites_file_system_id", "fs-0123456789abcdef0"),
                Map.of("availability_zones", 3, "nat_gateways", 1, "deployment_name", "a-clinic-of-20-chars"),
                Map.of("security_group_ip_range_ipv4", "0.0.0.0/0", "allow_insecure_http", true),
                Map.of("openemr_image", "444455556666.dkr.ecr.us-west-2.amazonaws.com/mirror/openemr"),
                Map.of("rds_deletion_protection", false, "aurora_min_capacity", 0, "waf_block_bots", false));
    }
}
