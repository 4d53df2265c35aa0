package org.openemr.aws.settings.installation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openemr.aws.testsupport.CdkJson;

/** Every key with a value that is not its default arrives where it belongs. */
class FullMappingTest {

    private static final String CERTIFICATE = "arn:aws:acm:us-east-1:111122223333:certificate/a";

    private static final Map<String, Object> GIVEN_NETWORK = Map.of(
            "vpc_id",
            "vpc-00000001",
            "private_subnet_ids",
            List.of("subnet-00000001", "subnet-00000002"),
            "public_subnet_ids",
            List.of("subnet-00000003", "subnet-00000004"),
            "load_balancer_scheme",
            "internal");
    private static final String CLIENT_SECRET = "arn:aws:secretsmanager:us-east-1:111122223333:secret:sign-in-AbCdEf";
    private static final SignInSettings SIGN_IN = new SignInSettings(
            SignInMethod.OIDC,
            8,
            List.of("/sphere/*"),
            Optional.of(new OidcProvider(
                    "https://login.example.net",
                    "https://login.example.net/authorize",
                    "https://login.example.net/token",
                    "https://login.example.net/userinfo",
                    Optional.of("https://login.example.net/logout"),
                    "client-1",
                    CLIENT_SECRET,
                    Optional.of("0a1b2c3d-0000-1111-2222-0a1b2c3d4e5f"),
                    "openid email")));

    /** A throw-away deployment has none. */
    /** Which a throw-away environment has not. */
    private static final Map<String, Object> RECORDS = Map.of("enable_compliance_monitoring", true);

    private static final Map<String, Object> COPIES = Map.of(
            "backup_copy_region",
            "us-west-2",
            "backup_copy_account",
            "444455556666",
            "backup_copy_lock",
            "compliance",
            "backup_copy_cooling_off_days",
            7,
            "backup_copy_vault_name",
            "attic");

    private static final BackupCopySettings NO_COPIES =
            new BackupCopySettings(Optional.empty(), Optional.empty(), CopyLock.GOVERNANCE, 30, "clinic-copies");

    private static final String BOUNDARY = "arn:aws:iam::111122223333:policy/boundary";

    @Test
    void everySettingArrives() {
        var context = new HashMap<String, Object>();
        context.putAll(ofDeploymentAndSecurity());
        context.putAll(ofNetworkAndDns());
        context.putAll(ofIdentity());
        context.putAll(ofData());
        context.putAll(ofCompute());
        assertThat(Stream.of(context, GIVEN_NETWORK, COPIES, RECORDS).flatMap(map -> map.keySet().stream()))
                .containsExactlyInAnyOrderElementsOf(CdkJson.settings().keySet());
        assertThat(context)
                .allSatisfy((key, value) -> assertThat(value)
                        .as(key)
                        .isNotEqualTo(CdkJson.settings().get(key)));

        var settings = InstallationSettings.read(context, Optional.of("us-east-1"));

        assertThat(settings.deployment())
                .isEqualTo(new DeploymentSettings(
                        "clinic",
                        DataOnDestroy.DELETE,
                        true,
                        false,
                        Optional.of(new Nights(19, 8, Set.of(DayOfWeek.SUNDAY), ZoneId.of("Europe/Berlin"))),
                        Optional.of(BOUNDARY),
                        Optional.of("team7")));
        assertThat(settings.expected())
                .isEqualTo(new ExpectedPlace(Optional.of("111122223333"), Optional.of("us-east-1")));
        assertThat(settings.packs()).isEqualTo(new CompliancePacks(Set.of("Serverless")));
        assertThat(settings.security())
                .isEqualTo(new SecuritySettings(
                        false,
                        false,
                        Optional.empty(),
                        new WafSettings(500, 50, List.of("SQLi_URIPATH"), List.of("UptimeRobot"), false, true),
                        true,
                        Optional.of("a@example.org"),
                        Optional.of("b@example.org")));
        assertThat(settings.network())
                .isEqualTo(new NetworkSettings(
                        Optional.empty(),
                        "10.1.0.0/20",
                        3,
                        List.of("us-east-1a", "us-east-1c", "us-east-1f"),
                        1,
                        true,
                        List.of("203.0.113.0/24", "198.51.100.7/32"),
                        List.of("2001:db8::/32"),
                        LoadBalancerScheme.INTERNET_FACING,
                        3600,
                        true,
                        Optional.of(CERTIFICATE),
                        "ELBSecurityPolicy-TLS13-1-3-2021-06",
                        Optional.of("emr.clinic.example.org")));
        assertThat(settings.features().access())
                .isEqualTo(new SiteAccess(
                        Optional.of(CERTIFICATE),
                        Optional.of("clinic.example.org"),
                        Optional.of("emr.clinic.example.org"),
                        "ELBSecurityPolicy-TLS13-1-3-2021-06"));
        assertThat(settings.dns())
                .isEqualTo(new DnsSettings(
                        Optional.of("clinic.example.org"),
                        Optional.of("Z1"),
                        true,
                        Optional.of("c@example.org"),
                        3,
                        Optional.of("shared")));
        assertThat(settings.signIn()).isEqualTo(SIGN_IN);
        assertThat(settings.features().signInFirst()).isTrue();
        assertThat(settings.watch())
                .isEqualTo(new WatchSettings(true, false, Optional.of(700L), true, Optional.of("a@example.org")));
        assertThat(settings.features().threatDetection()).isTrue();
        assertThat(settings.data())
                .isEqualTo(new DataSettings(
                        1,
                        8,
                        2,
                        false,
                        14,
                        "8.0.mysql_aurora.3.13.1",
                        true,
                        true,
                        List.of("amazon.nova-lite-v1:0", "amazon.titan-text-express-v1:0:8k"),
                        NO_COPIES,
                        new DatabaseTimeouts(1000, 61, 62, 63, 64, 5000),
                        true,
                        Optional.of("snapshot-1"),
                        Optional.of("fs-0123456789abcdef0"),
                        Optional.of(5L),
                        Optional.of(2000L)));
        assertThat(settings.compute())
                .isEqualTo(new ComputeSettings(
                        3,
                        30,
                        new FargateSize(4096, 8192),
                        50,
                        60,
                        "8.4.0",
                        "mirror.example.org/openemr:8.4.0",
                        8,
                        365,
                        true,
                        false,
                        true,
                        true,
                        true,
                        Map.of("timeout", "600"),
                        true,
                        Optional.of(LocalDate.of(2026, 12, 31)),
                        SIGN_IN));
        assertThat(settings.rotation()).isEqualTo(new RotationSettings(30, 3, true));
        assertThat(settings.recovery())
                .isEqualTo(new RecoverySettings(true, List.of("us-east-1a", "us-east-1c", "us-east-1f")));
        assertThat(settings.analytics()).isEqualTo(new AnalyticsSettings(true, 32));
        assertThat(settings.pipeline())
                .isEqualTo(new PipelineSettings(
                        Optional.of("clinic/it/openemr"), "gitlab.com", "release", "live", false, Optional.empty()));
    }

    @Test
    void copiesArrive() {
        var context = new HashMap<>(COPIES);
        context.put("expected_account", "111122223333");

        var settings = InstallationSettings.read(context, Optional.of("us-east-1"));

        assertThat(settings.backupCopies())
                .isEqualTo(new BackupCopySettings(
                        Optional.of("us-west-2"), Optional.of("444455556666"), CopyLock.COMPLIANCE, 7, "attic"));
        assertThat(settings.data().copies()).isEqualTo(settings.backupCopies());
        assertThat(settings.security().copyAccount()).contains("444455556666");
        assertThat(settings.warnings()).anyMatch(warning -> warning.text().contains("up to 7 years"));
    }

    /** What a deployment in somebody else's VPC says instead of what only one of its own has. */
    @Test
    void aGivenNetworkArrives() {
        var internal = new HashMap<String, Object>(GIVEN_NETWORK);
        internal.remove("public_subnet_ids");
        var facing = new HashMap<String, Object>(GIVEN_NETWORK);
        facing.remove("load_balancer_scheme");

        assertThat(InstallationSettings.read(internal, Optional.empty()).network())
                .extracting(NetworkSettings::given, NetworkSettings::scheme)
                .containsExactly(
                        Optional.of(new GivenNetwork(
                                "vpc-00000001", List.of("subnet-00000001", "subnet-00000002"), List.of())),
                        LoadBalancerScheme.INTERNAL);
        assertThat(InstallationSettings.read(facing, Optional.empty()).network().given())
                .contains(new GivenNetwork(
                        "vpc-00000001",
                        List.of("subnet-00000001", "subnet-00000002"),
                        List.of("subnet-00000003", "subnet-00000004")));
    }

    @Test
    void recordsArriveWhereTheyAreKept() {
        assertThat(InstallationSettings.read(RECORDS, Optional.of("us-east-1"))
                        .watch()
                        .complianceMonitoring())
                .isTrue();
    }

    private static Map<String, Object> ofDeploymentAndSecurity() {
        return Map.ofEntries(
                Map.entry("deployment_name", "clinic"),
                Map.entry("environment", "staging"),
                Map.entry("expected_account", "111122223333"),
                Map.entry("expected_region", "us-east-1"),
                Map.entry("data_on_destroy", "delete"),
                Map.entry("enable_stack_termination_protection", true),
                Map.entry("enable_monitoring_alarms", false),
                Map.entry("night_hours", "19-8"),
                Map.entry("closed_days", List.of("sun")),
                Map.entry("time_zone", "Europe/Berlin"),
                Map.entry("permissions_boundary_arn", BOUNDARY),
                Map.entry("bootstrap_qualifier", "team7"),
                Map.entry("compliance_packs", List.of("Serverless")),
                Map.entry("monitoring_email", "a@example.org"),
                Map.entry("deployment_notification_email", "b@example.org"),
                Map.entry("enable_long_term_cloudtrail_monitoring", false),
                Map.entry("enable_patient_data_events", false),
                Map.entry("waf_rate_limit", 500),
                Map.entry("waf_sign_in_rate_limit", 50),
                Map.entry("waf_count_rules", List.of("SQLi_URIPATH")),
                Map.entry("waf_allowed_user_agents", List.of("UptimeRobot")),
                Map.entry("waf_block_bots", false));
    }

    private static Map<String, Object> ofNetworkAndDns() {
        return Map.ofEntries(
                Map.entry("vpc_cidr", "10.1.0.0/20"),
                Map.entry("availability_zones", 3),
                Map.entry("availability_zone_names", List.of("us-east-1a", "us-east-1c", "us-east-1f")),
                Map.entry("nat_gateways", 1),
                Map.entry("enable_vpc_endpoints", true),
                Map.entry("security_group_ip_range_ipv4", List.of("203.0.113.0/24", "198.51.100.7/32")),
                Map.entry("security_group_ip_range_ipv6", "2001:db8::/32"),
                Map.entry("load_balancer_idle_timeout", 3600),
                Map.entry("allow_insecure_http", true),
                Map.entry("enable_global_accelerator", true),
                Map.entry("certificate_arn", CERTIFICATE),
                Map.entry("tls_policy", "ELBSecurityPolicy-TLS13-1-3-2021-06"),
                Map.entry("site_host_name", "emr.clinic.example.org"),
                Map.entry("route53_domain", "clinic.example.org"),
                Map.entry("route53_hosted_zone_id", "Z1"),
                Map.entry("configure_ses", true),
                Map.entry("email_forwarding_address", "c@example.org"),
                Map.entry("mail_forwarder_concurrency", 3),
                Map.entry("ses_receipt_rule_set", "shared"));
    }

    private static Map<String, Object> ofIdentity() {
        return Map.ofEntries(
                Map.entry("sign_in", "oidc"),
                Map.entry("sign_in_session_hours", 8),
                Map.entry("sign_in_open_paths", List.of("/sphere/*")),
                Map.entry("oidc_issuer", "https://login.example.net"),
                Map.entry("oidc_authorization_endpoint", "https://login.example.net/authorize"),
                Map.entry("oidc_token_endpoint", "https://login.example.net/token"),
                Map.entry("oidc_user_info_endpoint", "https://login.example.net/userinfo"),
                Map.entry("oidc_end_session_endpoint", "https://login.example.net/logout"),
                Map.entry("oidc_client_id", "client-1"),
                Map.entry("oidc_client_secret_arn", CLIENT_SECRET),
                Map.entry("oidc_client_secret_version", "0a1b2c3d-0000-1111-2222-0a1b2c3d4e5f"),
                Map.entry("oidc_scope", "openid email"));
    }

    private static Map<String, Object> ofData() {
        return Map.ofEntries(
                Map.entry("aurora_min_capacity", 1),
                Map.entry("aurora_max_capacity", 8),
                Map.entry("aurora_readers", 2),
                Map.entry("aurora_general_log", false),
                Map.entry("aurora_backup_retention_days", 14),
                Map.entry("aurora_engine_version", "8.0.mysql_aurora.3.13.1"),
                Map.entry("rds_deletion_protection", true),
                Map.entry("enable_data_api", true),
                Map.entry("enable_bedrock_integration", true),
                Map.entry("bedrock_models", "amazon.nova-lite-v1:0,amazon.titan-text-express-v1:0:8k"),
                Map.entry("aurora_ml_inference_timeout", 1000),
                Map.entry("net_read_timeout", 61),
                Map.entry("net_write_timeout", 62),
                Map.entry("wait_timeout", 63),
                Map.entry("connect_timeout", 64),
                Map.entry("max_execution_time", 5000),
                Map.entry("restore_database_from_snapshot", "snapshot-1"),
                Map.entry("restore_sites_file_system_id", "fs-0123456789abcdef0"),
                Map.entry("valkey_max_storage_gb", 5),
                Map.entry("valkey_max_ecpu_per_second", 2000));
    }

    private static Map<String, Object> ofCompute() {
        return Map.ofEntries(
                Map.entry("openemr_service_fargate_minimum_capacity", 3),
                Map.entry("openemr_service_fargate_maximum_capacity", 30),
                Map.entry("openemr_service_fargate_cpu", 4096),
                Map.entry("openemr_service_fargate_memory", 8192),
                Map.entry("openemr_service_fargate_cpu_autoscaling_percentage", 50),
                Map.entry("openemr_service_fargate_memory_autoscaling_percentage", 60),
                Map.entry("openemr_version", "8.4.0"),
                Map.entry("openemr_image", "mirror.example.org/openemr"),
                Map.entry("image_mirror", true),
                Map.entry("upgrade_time_limit_hours", 8),
                Map.entry("container_log_retention_days", 365),
                Map.entry("enable_ecs_exec", true),
                Map.entry("enable_background_services", false),
                Map.entry("activate_openemr_apis", true),
                Map.entry("enable_patient_portal", true),
                Map.entry("enable_import", true),
                Map.entry("openemr_settings", Map.of("timeout", 600)),
                Map.entry("open_smtp_port", true),
                Map.entry("site_closes_on", "2026-12-31"),
                Map.entry("enable_threat_detection", true),
                Map.entry("monthly_budget_usd", 700),
                Map.entry("credential_rotation_days", 30),
                Map.entry("enable_restore_testing", true),
                Map.entry("create_serverless_analytics_environment", true),
                Map.entry("emr_maximum_vcpu", 32),
                Map.entry("pipeline_repository", "clinic/it/openemr"),
                Map.entry("pipeline_host", "gitlab.com"),
                Map.entry("pipeline_branch", "release"),
                Map.entry("pipeline_environment", "live"),
                Map.entry("pipeline_make_identity_provider", false));
    }
}
