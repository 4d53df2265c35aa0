package org.openemr.aws.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.openemr.aws.settings.InvalidSettingsException;
import org.openemr.aws.settings.installation.InstallationSettings;
import org.openemr.aws.testsupport.Sample;

/** The changes that installations go through: each setting by itself, from several configurations, and larger steps. */
final class Transitions {

    /** Where installations stand when somebody changes something. */
    static final List<Configuration> BASES = List.of(
            Configuration.DEFAULT,
            Configuration.HTTP_TRIAL,
            Configuration.CERTIFICATE,
            Configuration.DOMAIN,
            Configuration.EVERYTHING_ON);

    /** For each setting another value; with the settings that must change with it. */
    static final Map<String, Map<String, Object>> CHANGES = Stream.of(
                    Map.entry(
                            "data_on_destroy",
                            Map.<String, Object>of("data_on_destroy", "delete", "enable_compliance_monitoring", false)),
                    to("environment", "staging"),
                    to("expected_account", "111122223333"),
                    to("expected_region", "us-east-1"),
                    to("enable_stack_termination_protection", false),
                    to("enable_monitoring_alarms", false),
                    to("compliance_packs", List.of("AwsSolutions")),
                    to("monitoring_email", "other@example.org"),
                    to("deployment_notification_email", "builds@example.org"),
                    to("enable_long_term_cloudtrail_monitoring", false),
                    to("waf_rate_limit", 500),
                    to("waf_sign_in_rate_limit", 50),
                    to("waf_count_rules", List.of("SQLi_URIPATH")),
                    to("waf_allowed_user_agents", List.of("UptimeRobot")),
                    to("waf_block_bots", false),
                    Map.entry("vpc_id", GivenVpcSettings.WITH_PUBLIC_SUBNETS),
                    Map.entry("private_subnet_ids", GivenVpcSettings.WITH_PUBLIC_SUBNETS),
                    Map.entry("public_subnet_ids", GivenVpcSettings.WITH_PUBLIC_SUBNETS),
                    to("load_balancer_scheme", "internal"),
                    to("permissions_boundary_arn", "arn:aws:iam::111122223333:policy/boundary"),
                    to("bootstrap_qualifier", "team7"),
                    to("vpc_cidr", "10.1.0.0/16"),
                    to("availability_zones", 3),
                    to("availability_zone_names", List.of("us-east-1b", "us-east-1c")),
                    to("nat_gateways", 1),
                    to("enable_vpc_endpoints", true),
                    to("security_group_ip_range_ipv4", List.of("203.0.113.0/24", "198.51.100.0/24")),
                    to("security_group_ip_range_ipv6", null),
                    to("load_balancer_idle_timeout", 3600),
                    to("allow_insecure_http", true),
                    to("enable_global_accelerator", false),
                    to("certificate_arn", "arn:aws:acm:us-east-1:111122223333:certificate/0000-1111"),
                    to("tls_policy", "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09"),
                    to(
                            "site_host_name",
                            "emr." + Configuration.DOMAIN.settings().get("route53_domain")),
                    Map.entry("sign_in", OidcSettings.ALL),
                    to("sign_in_session_hours", 8),
                    to("sign_in_open_paths", List.of("/library/MedEx/MedEx.php", "/sphere/*")),
                    to("oidc_issuer", "https://other.example.net"),
                    to("oidc_authorization_endpoint", "https://other.example.net/authorize"),
                    to("oidc_token_endpoint", "https://other.example.net/token"),
                    to("oidc_user_info_endpoint", "https://other.example.net/userinfo"),
                    to("oidc_end_session_endpoint", null),
                    to("oidc_client_id", "other"),
                    to("oidc_client_secret_arn", "arn:aws:secretsmanager:us-east-1:111122223333:secret:other-AbCdEf"),
                    to("oidc_client_secret_version", null),
                    to("oidc_scope", "openid offline_access"),
                    to("enable_patient_data_events", false),
                    to("aurora_min_capacity", 0),
                    to("aurora_max_capacity", 16),
                    to("aurora_readers", 0),
                    to("aurora_general_log", false),
                    to("aurora_backup_retention_days", 14),
                    to("aurora_engine_version", "8.0.mysql_aurora.3.13.1"),
                    to("rds_deletion_protection", false),
                    to("enable_data_api", false),
                    to("enable_bedrock_integration", false),
                    to("bedrock_models", List.of("amazon.nova-pro-v1:0")),
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
                    to("backup_copy_region", "us-west-2"),
                    Map.entry(
                            "backup_copy_account",
                            Map.<String, Object>of(
                                    "backup_copy_account", "444455556666", "expected_account", "111122223333")),
                    Map.entry("backup_copy_lock", copiesWith("backup_copy_lock", "air-gapped")),
                    Map.entry("backup_copy_cooling_off_days", copiesWith("backup_copy_cooling_off_days", 7)),
                    Map.entry("backup_copy_vault_name", copiesWith("backup_copy_vault_name", "attic")),
                    to("route53_domain", "other.example.org"),
                    to("route53_hosted_zone_id", "Z9876543210ABCDEFGHIJ"),
                    to("configure_ses", false, "email_forwarding_address"),
                    to("email_forwarding_address", null),
                    to("mail_forwarder_concurrency", 0),
                    to("ses_receipt_rule_set", "shared"),
                    Map.entry("night_hours", nightsWith("night_hours", "18-9")),
                    Map.entry("closed_days", nightsWith("closed_days", List.of("wed", "sun"))),
                    Map.entry("time_zone", nightsWith("time_zone", "Europe/Berlin")),
                    to("openemr_service_fargate_minimum_capacity", 3),
                    to("openemr_service_fargate_maximum_capacity", 10),
                    to("openemr_service_fargate_cpu", 512),
                    to("openemr_service_fargate_memory", 4096),
                    to("openemr_service_fargate_cpu_autoscaling_percentage", 60),
                    to("openemr_service_fargate_memory_autoscaling_percentage", 60),
                    to("openemr_version", "8.4.2"),
                    to("openemr_image", "444455556666.dkr.ecr.us-west-2.amazonaws.com/mirror/openemr"),
                    to("image_mirror", false),
                    to("upgrade_time_limit_hours", 8),
                    to("container_log_retention_days", 90),
                    to("enable_ecs_exec", false),
                    to("enable_background_services", false),
                    to("activate_openemr_apis", false),
                    to("enable_patient_portal", false),
                    to("enable_import", false),
                    to("openemr_settings", Map.of("timeout", 600)),
                    to("open_smtp_port", false),
                    Map.entry(
                            "site_closes_on",
                            Map.<String, Object>of(
                                    "site_closes_on", "2026-12-31", "enable_background_services", false)),
                    to("credential_rotation_days", 30),
                    to("enable_threat_detection", false),
                    to("enable_compliance_monitoring", false),
                    to("monthly_budget_usd", 700),
                    to("enable_restore_testing", false),
                    to("create_serverless_analytics_environment", false),
                    to("emr_maximum_vcpu", 32),
                    to("pipeline_repository", "clinic@123456/other@654321"),
                    Map.entry(
                            "pipeline_host",
                            Map.<String, Object>of(
                                    "pipeline_host", "gitlab.com", "pipeline_repository", "clinic/openemr")),
                    to("pipeline_branch", "release"),
                    to("pipeline_environment", "clinic"),
                    to("pipeline_make_identity_provider", false))
            .collect(LinkedHashMap::new, (all, one) -> all.put(one.getKey(), one.getValue()), Map::putAll);

    static final Set<String> SUBJECTS = CHANGES.keySet();

    /** What says something only while people sign in at a provider of their own. */
    private static final List<String> OF_PROVIDER = SUBJECTS.stream()
            .filter(key -> key.startsWith("oidc_") || key.startsWith("sign_in"))
            .toList();

    /** Settings that replace or delete what is stored, and say so in the reference. */
    static final Set<String> MOVES_DATA = Set.of(
            "create_serverless_analytics_environment",
            "restore_database_from_snapshot",
            "restore_sites_file_system_id");

    /** Settings that are chosen before the first deployment: the reference says so. */
    static final Set<String> CHOSEN_ONCE = Set.of(
            "vpc_id",
            "private_subnet_ids",
            "public_subnet_ids",
            "load_balancer_scheme",
            "vpc_cidr",
            "availability_zone_names");

    /** A newer version of the database is not taken back. */
    static final Set<String> FORWARD_ONLY = Set.of("aurora_engine_version");

    /** Settings that bring other data, hence have no way back but to other data again. */
    static final Set<String> ONE_WAY = Set.of("restore_database_from_snapshot", "restore_sites_file_system_id");

    /** Settings that do something else, or to other stacks, where less is on. */
    private static final Set<String> OTHERWISE_WITH_LESS = Set.of(
            "load_balancer_scheme",
            "enable_global_accelerator",
            "certificate_arn",
            "route53_domain",
            "openemr_image",
            "monthly_budget_usd",
            "security_group_ip_range_ipv6",
            "sign_in");

    private static final Map<String, Object> DOMAIN = Configuration.DOMAIN.settings();

    private Transitions() {}

    /** One setting changed, from every base whose rules allow it; in a build from everything on, where most settings do the most. */
    static List<Transition> ofOneSetting() {
        return Stream.concat(
                        BASES.stream()
                                .flatMap(base -> SUBJECTS.stream()
                                        .filter(key -> base == Configuration.EVERYTHING_ON
                                                || OTHERWISE_WITH_LESS.contains(key)
                                                || Sample.isThorough())
                                        .flatMap(key -> of(key, base))),
                        OF_PROVIDER.stream().flatMap(key -> of(key, Configuration.DOMAIN_OIDC)))
                .toList();
    }

    /** From the default to every configuration of the covering set that is tried. */
    static List<Transition> ofManySettings() {
        return ConfigurationSpace.tried().stream()
                .map(name -> {
                    var after = ConfigurationSpace.settings(
                            ConfigurationSpace.configurations().get(name));
                    var before = ConfigurationSpace.settings(Map.of());
                    Stream.concat(CHOSEN_ONCE.stream(), ONE_WAY.stream())
                            .forEach(key -> after.put(key, before.get(key)));
                    return new Transition("many", "default to " + name, before, after);
                })
                .toList();
    }

    /** The steps that an installation takes as it grows, each to each, hence also the ways back. */
    static List<Transition> ofLife() {
        return BASES.stream()
                .flatMap(before -> BASES.stream()
                        .filter(after -> after.compareTo(before) > 0)
                        .map(after -> new Transition(
                                "life",
                                "from %s to %s".formatted(before.label(), after.label()),
                                before.settings(),
                                after.settings())))
                .toList();
    }

    /** The other value, or that of everything on: the first that is different and allowed. */
    private static Stream<Transition> of(String key, Configuration base) {
        var before = base.settings();
        return Stream.of(CHANGES.get(key), switchedOn(key))
                .map(changes -> with(before, changes))
                .filter(after -> !after.equals(before) && isValid(after))
                .limit(1)
                .map(after -> new Transition(key, "from " + base.label(), before, after));
    }

    private static Map<String, Object> switchedOn(String key) {
        var on = new LinkedHashMap<String, Object>();
        on.put(key, Configuration.EVERYTHING_ON.settings().get(key));
        if (key.equals("route53_domain")) {
            on.put("route53_hosted_zone_id", DOMAIN.get("route53_hosted_zone_id"));
        }
        return on;
    }

    private static Map<String, Object> with(Map<String, Object> settings, Map<String, Object> changes) {
        var changed = new LinkedHashMap<>(settings);
        changed.putAll(changes);
        return changed;
    }

    private static boolean isValid(Map<String, Object> settings) {
        try {
            InstallationSettings.read(settings, Optional.of("us-east-1"));
            return true;
        } catch (InvalidSettingsException e) {
            return false;
        }
    }

    private static Map<String, Object> copiesWith(String key, Object value) {
        return Map.of("backup_copy_region", "us-west-2", key, value);
    }

    private static Map<String, Object> nightsWith(String key, Object value) {
        var nights = new LinkedHashMap<String, Object>(Map.of("night_hours", "20-7", "time_zone", "America/New_York"));
        nights.put(key, value);
        return nights;
    }

    private static Map.Entry<String, Map<String, Object>> to(String key, Object value, String... absent) {
        var changes = new LinkedHashMap<String, Object>();
        changes.put(key, value);
        Stream.of(absent).forEach(other -> changes.put(other, null));
        return Map.entry(key, changes);
    }
}
