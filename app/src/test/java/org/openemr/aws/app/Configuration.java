package org.openemr.aws.app;

import java.util.Locale;
import java.util.Map;
import org.openemr.aws.contracts.fixtures.CdkJson;

/** The configurations whose templates are kept as snapshots: changes to the settings of cdk.json. */
enum Configuration {
    DEFAULT(Map.of()),
    HTTP_TRIAL(Map.of("security_group_ip_range_ipv4", "203.0.113.0/24", "allow_insecure_http", true)),
    EVERYTHING_ON(Map.ofEntries(
            Map.entry("certificate_arn", "arn:aws:acm:us-east-1:111122223333:certificate/0000-1111"),
            Map.entry("security_group_ip_range_ipv4", "203.0.113.0/24"),
            Map.entry("security_group_ip_range_ipv6", "2001:db8::/32"),
            Map.entry("enable_global_accelerator", true),
            Map.entry("enable_data_api", true),
            Map.entry("enable_bedrock_integration", true),
            Map.entry("enable_ecs_exec", true),
            Map.entry("activate_openemr_apis", true),
            Map.entry("enable_patient_portal", true),
            Map.entry("open_smtp_port", true),
            Map.entry("enable_stack_termination_protection", true),
            Map.entry("monitoring_email", "alerts@example.org"),
            Map.entry("valkey_max_storage_gb", 10),
            Map.entry("valkey_max_ecpu_per_second", 5000)));

    private final Map<String, Object> changes;

    Configuration(Map<String, Object> changes) {
        this.changes = changes;
    }

    /** All settings of the configuration. */
    Map<String, Object> settings() {
        return CdkJson.settingsWith(changes);
    }

    /** The directory of its snapshots. */
    String directory() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
