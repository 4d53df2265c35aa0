package org.openemr.aws.app;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.openemr.aws.testsupport.CdkJson;

/** The configurations whose templates are kept as snapshots: changes to the settings of cdk.json. */
enum Configuration {
    DEFAULT(Map.of()),
    HTTP_TRIAL(
            Map.of("security_group_ip_range_ipv4", "203.0.113.0/24", "allow_insecure_http", true),
            "NetworkStack",
            "ComputeStack"),
    CERTIFICATE(
            Map.of("certificate_arn", "arn:aws:acm:us-east-1:111122223333:certificate/0000-1111"),
            "NetworkStack",
            "ComputeStack"),
    DOMAIN(Map.of("route53_domain", DomainOfTests.NAME, "route53_hosted_zone_id", DomainOfTests.ZONE), "DnsStack"),
    DOMAIN_ACCELERATOR(
            Map.of(
                    "route53_domain", DomainOfTests.NAME,
                    "route53_hosted_zone_id", DomainOfTests.ZONE,
                    "enable_global_accelerator", true),
            "DnsStack"),
    DOMAIN_MAIL(
            Map.of(
                    "route53_domain", DomainOfTests.NAME,
                    "route53_hosted_zone_id", DomainOfTests.ZONE,
                    "configure_ses", true),
            "DnsStack"),
    DOMAIN_MAIL_FORWARDED(
            Map.of(
                    "route53_domain",
                    DomainOfTests.NAME,
                    "route53_hosted_zone_id",
                    DomainOfTests.ZONE,
                    "configure_ses",
                    true,
                    "email_forwarding_address",
                    "clinic@example.net"),
            "DnsStack"),
    DOMAIN_OIDC(with(DOMAIN, OidcSettings.ALL), "SecurityStack", "ComputeStack"),
    BACKUP_COPIES(
            Map.of(
                    "expected_account", "111122223333",
                    "backup_copy_region", "us-west-2",
                    "backup_copy_account", "444455556666",
                    "backup_copy_lock", "compliance"),
            "SecurityStack",
            "DataStack",
            "RegionCopyStack",
            "AccountCopyStack"),
    BACKUP_COPIES_AIR_GAPPED(
            Map.of(
                    "expected_account", "111122223333",
                    "backup_copy_account", "444455556666",
                    "backup_copy_lock", "air-gapped"),
            "AccountCopyStack"),
    WATCHED(
            Map.of("enable_threat_detection", true, "enable_compliance_monitoring", true, "monthly_budget_usd", 500),
            "SecurityStack",
            "NetworkStack",
            "WatchStack",
            "ComputeStack"),
    NIGHTS(
            Map.of(
                    "night_hours",
                    "20-7",
                    "closed_days",
                    List.of("sat", "sun"),
                    "time_zone",
                    "America/New_York",
                    "aurora_min_capacity",
                    0),
            "SecurityStack",
            "ComputeStack"),
    PIPELINE_OF_GITLAB(
            Map.of("pipeline_repository", "clinic/it/openemr", "pipeline_host", "gitlab.com"), "PipelineStack"),
    NO_ROTATION(Map.of("credential_rotation_days", 0), "RotationStack"),
    RESTORE_TESTING(Map.of("enable_restore_testing", true), "RecoveryStack"),
    ANALYTICS(Map.of("create_serverless_analytics_environment", true), "AnalyticsStack"),
    ANALYTICS_EXEC(Map.of("create_serverless_analytics_environment", true, "enable_ecs_exec", true), "AnalyticsStack"),
    ANALYTICS_BEDROCK(
            Map.of(
                    "create_serverless_analytics_environment",
                    true,
                    "enable_bedrock_integration",
                    true,
                    "bedrock_models",
                    List.of("amazon.nova-lite-v1:0")),
            "AnalyticsStack"),
    EVERYTHING_ON(Map.ofEntries(
            Map.entry("route53_domain", DomainOfTests.NAME),
            Map.entry("route53_hosted_zone_id", DomainOfTests.ZONE),
            Map.entry("sign_in", "cognito"),
            Map.entry("configure_ses", true),
            Map.entry("email_forwarding_address", "clinic@example.net"),
            Map.entry("security_group_ip_range_ipv4", "203.0.113.0/24"),
            Map.entry("security_group_ip_range_ipv6", "2001:db8::/32"),
            Map.entry("enable_global_accelerator", true),
            Map.entry("enable_data_api", true),
            Map.entry("enable_bedrock_integration", true),
            Map.entry("bedrock_models", List.of("amazon.nova-lite-v1:0", "amazon.titan-embed-text-v2:0")),
            Map.entry("enable_ecs_exec", true),
            Map.entry("image_mirror", true),
            Map.entry("activate_openemr_apis", true),
            Map.entry("enable_patient_portal", true),
            Map.entry("enable_import", true),
            Map.entry("open_smtp_port", true),
            Map.entry("enable_threat_detection", true),
            Map.entry("enable_compliance_monitoring", true),
            Map.entry("monthly_budget_usd", 1000),
            Map.entry("enable_restore_testing", true),
            Map.entry("create_serverless_analytics_environment", true),
            Map.entry("enable_stack_termination_protection", true),
            Map.entry("pipeline_repository", "clinic@123456/openemr@456789"),
            Map.entry("monitoring_email", "alerts@example.org"),
            Map.entry("valkey_max_storage_gb", 10),
            Map.entry("valkey_max_ecpu_per_second", 5000)));

    private final Map<String, Object> changes;
    private final Set<String> stacksOfInterest;

    /**
     * A configuration.
     *
     * @param stacksOfInterest the stacks whose templates are kept; none named is all
     */
    Configuration(Map<String, Object> changes, String... stacksOfInterest) {
        this.changes = changes;
        this.stacksOfInterest = Set.of(stacksOfInterest);
    }

    private static Map<String, Object> with(Configuration other, Map<String, Object> changes) {
        var all = new HashMap<>(other.changes);
        all.putAll(changes);
        return all;
    }

    /** Whether the template of a stack is kept: where it says what no other snapshot says. */
    boolean keeps(String stack) {
        return stacksOfInterest.isEmpty() || stacksOfInterest.contains(stack);
    }

    /** All settings of the configuration. */
    Map<String, Object> settings() {
        return CdkJson.settingsWith(changes);
    }

    /** Its name in files and in the index of snapshots, for example {@code everything-on}. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The domain of the kept configurations. */
    private static final class DomainOfTests {
        static final String NAME = "clinic.example.org";
        static final String ZONE = "Z0123456789ABCDEFGHIJ";
    }
}
