package org.openemr.aws.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openemr.aws.testsupport.GeneratedDocument;

/** Which stacks a change of each setting touches, found by changing it where every feature is on. */
final class BlastRadius {

    /** For each setting another value; with the settings that must change with it. */
    private static final Map<String, Map<String, Object>> CHANGES = Stream.of(
                    to("deployment_name", "clinic"),
                    to("data_on_destroy", "delete"),
                    to("enable_stack_termination_protection", false),
                    to("enable_monitoring_alarms", false),
                    to("compliance_packs", List.of("AwsSolutions")),
                    to("monitoring_email", "other@example.org"),
                    to("deployment_notification_email", "builds@example.org"),
                    to("enable_long_term_cloudtrail_monitoring", false),
                    to("waf_rate_limit", 500),
                    to("waf_block_bots", false),
                    to("vpc_cidr", "10.1.0.0/16"),
                    to("availability_zones", 3),
                    to("nat_gateways", 1),
                    to("security_group_ip_range_ipv4", "198.51.100.0/24"),
                    to("security_group_ip_range_ipv6", null),
                    to("allow_insecure_http", true),
                    to("enable_global_accelerator", false),
                    to("certificate_arn", "arn:aws:acm:us-east-1:111122223333:certificate/0000-1111"),
                    to("aurora_min_capacity", 2),
                    to("aurora_max_capacity", 16),
                    to("aurora_backup_retention_days", 14),
                    to("rds_deletion_protection", false),
                    to("enable_data_api", false),
                    to("enable_bedrock_integration", false),
                    to("aurora_ml_inference_timeout", 10_000),
                    to("net_read_timeout", 600),
                    to("net_write_timeout", 600),
                    to("wait_timeout", 600),
                    to("connect_timeout", 600),
                    to("max_execution_time", 600_000),
                    to("restore_database_from_snapshot", "clinic-before-upgrade"),
                    to("restore_sites_file_system_id", "fs-0123456789abcdef0"),
                    to("valkey_max_storage_gb", 20),
                    to("valkey_max_ecpu_per_second", 9000),
                    to("route53_domain", "other.example.org"),
                    to("route53_hosted_zone_id", "Z9876543210ABCDEFGHIJ"),
                    to("configure_ses", false, "email_forwarding_address"),
                    to("email_forwarding_address", null),
                    to("openemr_service_fargate_minimum_capacity", 3),
                    to("openemr_service_fargate_maximum_capacity", 10),
                    to("openemr_service_fargate_cpu", 512),
                    to("openemr_service_fargate_memory", 4096),
                    to("openemr_service_fargate_cpu_autoscaling_percentage", 60),
                    to("openemr_service_fargate_memory_autoscaling_percentage", 60),
                    to("openemr_version", "8.4.2"),
                    to("openemr_image", "444455556666.dkr.ecr.us-west-2.amazonaws.com/mirror/openemr"),
                    to("container_log_retention_days", 90),
                    to("enable_ecs_exec", false),
                    to("activate_openemr_apis", false),
                    to("enable_patient_portal", false),
                    to("open_smtp_port", false),
                    to("create_serverless_analytics_environment", false),
                    to("emr_maximum_vcpu", 32))
            .collect(LinkedHashMap::new, (all, one) -> all.put(one.getKey(), one.getValue()), Map::putAll);

    private static final Map<String, List<String>> MEASURED = new LinkedHashMap<>();

    private BlastRadius() {}

    /** The stacks that change, or come or go, with each setting. */
    static Map<String, List<String>> measured() {
        if (MEASURED.isEmpty()) {
            var before = templates(Map.of());
            CHANGES.forEach((key, changes) -> MEASURED.put(key, differing(before, templates(changes))));
        }
        return MEASURED;
    }

    static GeneratedDocument reference() {
        var rows = measured().entrySet().stream()
                .map(entry -> "| `%s` | %s |".formatted(entry.getKey(), cells(entry.getValue())))
                .collect(Collectors.joining("\n"));
        return new GeneratedDocument("docs/blast-radius.md", """
                # Blast radius of a setting

                Which stacks' templates change when a setting changes, where every feature is on. Stacks not named need not be
                deployed again. This file is generated: see `BlastRadius`.

                | setting | %s |
                | --- | %s |
                %s
                """.formatted(
                        String.join(" | ", StackOrder.ALL),
                        StackOrder.ALL.stream().map(stack -> ":-:").collect(Collectors.joining(" | ")),
                        rows));
    }

    private static String cells(List<String> changed) {
        return StackOrder.ALL.stream()
                .map(stack -> changed.contains(stack) ? "x" : " ")
                .collect(Collectors.joining(" | "));
    }

    private static List<String> differing(Map<String, String> before, Map<String, String> after) {
        return StackOrder.ALL.stream()
                .filter(stack -> before.containsKey(stack) || after.containsKey(stack))
                .filter(stack -> !before.getOrDefault(stack, "").equals(after.getOrDefault(stack, "")))
                .toList();
    }

    private static Map<String, String> templates(Map<String, Object> changes) {
        var settings = Configuration.EVERYTHING_ON.settings();
        settings.putAll(changes);
        return SynthesisedInstallation.uncheckedTexts(settings);
    }

    private static Map.Entry<String, Map<String, Object>> to(String key, Object value, String... absent) {
        var changes = new LinkedHashMap<String, Object>();
        changes.put(key, value);
        Stream.of(absent).forEach(other -> changes.put(other, null));
        return Map.entry(key, changes);
    }
}
