package org.openemr.aws.app;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openemr.aws.settings.InvalidSettingsException;
import org.openemr.aws.settings.installation.InstallationSettings;
import org.openemr.aws.testsupport.CdkJson;
import org.openemr.aws.testsupport.Sample;

/**
 * Few configurations that stand for all: every setting that switches something by itself, and a set in which every two
 * values of two such settings that may meet do meet. Most defects need one value or two (D. R. Kuhn et al., "Software
 * Fault Interactions and Implications for Software Testing", IEEE TSE 30(6), 2004).
 */
final class ConfigurationSpace {

    /** Physical names and hence limits follow it; every name must carry it. */
    static final String DEPLOYMENT = "clinic-seven-of-nine";

    /** The name of the configuration that changes nothing. */
    static final String DEFAULT = "nothing changed";

    private static final String PAIRS = "pairs ";
    private static final String MIRROR_ELSEWHERE = "444455556666.dkr.ecr.us-west-2.amazonaws.com/mirror/openemr";

    private static final long SEED = 5;
    private static final int CANDIDATES = 10_000;
    private static final Map<String, Object> DEFAULTS = CdkJson.settingsWith(Map.of("deployment_name", DEPLOYMENT));

    /** The values of each setting that matter, the default first; a null removes the key. */
    private static final List<Factor> FACTORS = List.of(
            toggle("enable_stack_termination_protection"),
            toggle("enable_long_term_cloudtrail_monitoring"),
            toggle("enable_patient_data_events"),
            toggle("enable_monitoring_alarms"),
            toggle("waf_block_bots"),
            Factor.of("waf_allowed_user_agents", List.of(), List.of("UptimeRobot/2.0")),
            toggle("enable_global_accelerator"),
            toggle("allow_insecure_http"),
            Factor.of("aurora_readers", 1, 0, 2),
            new Factor(List.of(
                    nulls("night_hours", "time_zone"),
                    Map.of("night_hours", "20-7", "time_zone", "America/New_York"),
                    Map.of(
                            "night_hours", "0-6",
                            "closed_days", List.of("sat", "sun"),
                            "time_zone", "Europe/Berlin"))),
            toggle("aurora_general_log"),
            toggle("enable_data_api"),
            new Factor(List.of(
                    Map.of("enable_bedrock_integration", false, "bedrock_models", List.of()),
                    Map.of("enable_bedrock_integration", true, "bedrock_models", List.of("amazon.nova-lite-v1:0")))),
            toggle("configure_ses"),
            toggle("enable_ecs_exec"),
            toggle("enable_background_services"),
            toggle("image_mirror"),
            toggle("activate_openemr_apis"),
            toggle("enable_patient_portal"),
            toggle("enable_import"),
            toggle("open_smtp_port"),
            Factor.of("site_closes_on", null, "2026-12-31"),
            Factor.of("credential_rotation_days", null, 0),
            toggle("enable_threat_detection"),
            toggle("enable_compliance_monitoring"),
            Factor.of("monthly_budget_usd", null, 500),
            toggle("enable_restore_testing"),
            toggle("create_serverless_analytics_environment"),
            new Factor(List.of(
                    nulls("pipeline_repository", "pipeline_host"),
                    Map.of("pipeline_repository", "clinic/openemr"),
                    Map.of("pipeline_repository", "clinic/it/openemr", "pipeline_host", "gitlab.com"))),
            toggle("pipeline_make_identity_provider"),
            Factor.of("data_on_destroy", "retain", "delete"),
            Factor.of("rds_deletion_protection", null, true, false),
            Factor.of("availability_zones", 2, 3),
            Factor.of("availability_zone_names", null, List.of("us-east-1b", "us-east-1c")),
            Factor.of("nat_gateways", null, 1, 0),
            toggle("enable_vpc_endpoints"),
            Factor.of("security_group_ip_range_ipv4", null, "203.0.113.0/24", "0.0.0.0/0"),
            Factor.of("security_group_ip_range_ipv6", null, List.of("2001:db8:1::/48", "2001:db8:2::/48")),
            new Factor(List.of(
                    nulls("vpc_id", "private_subnet_ids", "public_subnet_ids"),
                    GivenVpcSettings.WITH_PUBLIC_SUBNETS,
                    GivenVpcSettings.WITHOUT_PUBLIC_SUBNETS)),
            Factor.of("load_balancer_scheme", "internet-facing", "internal"),
            Factor.of("permissions_boundary_arn", null, "arn:aws:iam::111122223333:policy/boundary"),
            Factor.of("bootstrap_qualifier", null, "team7"),
            Factor.of("load_balancer_idle_timeout", 300, 4000),
            Factor.of("certificate_arn", null, "arn:aws:acm:us-east-1:111122223333:certificate/0000-1111"),
            new Factor(List.of(
                    nulls("route53_domain", "route53_hosted_zone_id"),
                    Map.of("route53_domain", "clinic.example.org", "route53_hosted_zone_id", "Z0123456789ABCDEFGHIJ"))),
            Factor.of("tls_policy", null, "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09"),
            Factor.of("site_host_name", null, "emr.clinic.example.org"),
            new Factor(List.of(Map.of("sign_in", "openemr"), Map.of("sign_in", "cognito"), OidcSettings.ALL)),
            Factor.of("sign_in_open_paths", List.of(), List.of("/library/MedEx/MedEx.php", "/sphere/*")),
            Factor.of("email_forwarding_address", null, "clinic@example.net"),
            Factor.of("mail_forwarder_concurrency", 5, 0),
            Factor.of("ses_receipt_rule_set", null, "shared"),
            Factor.of("monitoring_email", null, "alerts@example.org"),
            Factor.of("deployment_notification_email", null, "builds@example.org"),
            Factor.of("aurora_min_capacity", 0.5, 0),
            Factor.of("restore_database_from_snapshot", null, "clinic-before-upgrade"),
            Factor.of("restore_sites_file_system_id", null, "fs-0123456789abcdef0"),
            new Factor(List.of(
                    nulls("valkey_max_storage_gb", "valkey_max_ecpu_per_second"),
                    Map.of("valkey_max_storage_gb", 10, "valkey_max_ecpu_per_second", 5000))),
            new Factor(List.of(
                    nulls("backup_copy_region", "backup_copy_account", "expected_account"),
                    Map.of("backup_copy_region", "us-west-2"),
                    Map.of("backup_copy_account", "444455556666", "expected_account", "111122223333"))),
            Factor.of("backup_copy_lock", "governance", "compliance", "air-gapped"),
            Factor.of(
                    "openemr_image",
                    "openemr/openemr",
                    MIRROR_ELSEWHERE,
                    "openemr/openemr@sha256:" + "0123456789abcdef".repeat(4)));

    /** Settings that make something of their own where they meet, which the compliance matrix tells by them alone. */
    private static final List<Map<String, Object>> MEETINGS = List.of(
            Map.of("data_on_destroy", "delete", "create_serverless_analytics_environment", true),
            Map.of("data_on_destroy", "delete", "enable_ecs_exec", true),
            Map.of("data_on_destroy", "delete", "enable_import", true),
            Map.of("data_on_destroy", "delete", "configure_ses", true),
            Map.of("image_mirror", true, "enable_import", true),
            Map.of("image_mirror", true, "configure_ses", true),
            Map.of("openemr_image", MIRROR_ELSEWHERE, "enable_import", true),
            Map.of("openemr_image", MIRROR_ELSEWHERE, "configure_ses", true),
            Map.of("credential_rotation_days", 0, "configure_ses", true),
            Map.of("enable_threat_detection", true, "configure_ses", true),
            Map.of("enable_threat_detection", true, "image_mirror", true),
            Map.of("enable_threat_detection", true, "create_serverless_analytics_environment", true),
            Map.of("enable_threat_detection", true, "enable_import", true),
            Map.of("mail_forwarder_concurrency", 0, "email_forwarding_address", "clinic@example.net"));

    private static final Map<String, Map<String, Object>> CONFIGURATIONS = made();

    private ConfigurationSpace() {}

    /** The configurations: what each changes in cdk.json, by what it shows; with the same names each time. */
    static Map<String, Map<String, Object>> configurations() {
        return CONFIGURATIONS;
    }

    /** Those that a build tries: some of the pairs, in which half of all settings are switched; a thorough one tries all. */
    static Set<String> tried() {
        var names = configurations().keySet();
        var pairs = names.stream().filter(name -> name.startsWith(PAIRS)).toList();
        return Sample.isThorough()
                ? names
                : Stream.concat(Stream.of(DEFAULT), Sample.of(pairs, 3))
                        .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Map<String, Map<String, Object>> made() {
        var candidates = candidates();
        var configurations = new LinkedHashMap<String, Map<String, Object>>();
        configurations.put(DEFAULT, Map.of());
        for (var factor : FACTORS) {
            factor.levels().stream()
                    .skip(1)
                    .forEach(level ->
                            configurations.put(new TreeMap<>(level) + " alone", nearestToDefault(level, candidates)));
        }
        MEETINGS.forEach(meeting ->
                configurations.put(new TreeMap<>(meeting) + " together", nearestToDefault(meeting, candidates)));
        var pairwise = pairwise(candidates);
        IntStream.range(0, pairwise.size())
                .forEach(index -> configurations.put(PAIRS + (index + 1), changes(pairwise.get(index))));
        return configurations;
    }

    /** All settings of a configuration. */
    static Map<String, Object> settings(Map<String, Object> changes) {
        var settings = new LinkedHashMap<>(DEFAULTS);
        settings.putAll(changes);
        return settings;
    }

    /** The change alone, or with the fewest other changes that the rules between settings demand. */
    private static Map<String, Object> nearestToDefault(Map<String, Object> level, List<Candidate> candidates) {
        return isValid(level)
                ? level
                : candidates.stream()
                        .map(ConfigurationSpace::changes)
                        .filter(changes -> changes.entrySet().containsAll(level.entrySet()))
                        .min(Comparator.comparingInt(Map::size))
                        .map(changes -> reduced(changes, level))
                        .orElseThrow();
    }

    /** The changes without those that are not needed. */
    private static Map<String, Object> reduced(Map<String, Object> changes, Map<String, Object> level) {
        var reduced = new LinkedHashMap<>(changes);
        for (var factor : FACTORS) {
            var without = new LinkedHashMap<>(reduced);
            factor.levels().get(0).keySet().forEach(without::remove);
            if (without.entrySet().containsAll(level.entrySet()) && isValid(without)) {
                reduced = without;
            }
        }
        return reduced;
    }

    /** A covering set, chosen greedily: each time the candidate that shows the most pairs not yet seen. */
    private static List<Candidate> pairwise(List<Candidate> candidates) {
        var missing = new BitSet();
        candidates.forEach(candidate -> missing.or(candidate.pairs()));
        var chosen = new ArrayList<Candidate>();
        while (!missing.isEmpty()) {
            var best = candidates.stream()
                    .max(Comparator.comparingInt(candidate -> common(candidate.pairs(), missing)))
                    .orElseThrow();
            missing.andNot(best.pairs());
            chosen.add(best);
        }
        return chosen;
    }

    private static int common(BitSet one, BitSet other) {
        var both = (BitSet) one.clone();
        both.and(other);
        return both.cardinality();
    }

    /** Random configurations that the rules between settings allow; the same ones each time. */
    private static List<Candidate> candidates() {
        var random = new Random(SEED);
        var seen = new LinkedHashSet<List<Integer>>();
        for (var i = 0; i < CANDIDATES; i++) {
            seen.add(FACTORS.stream()
                    .map(factor -> random.nextInt(factor.levels().size()))
                    .toList());
        }
        return seen.stream()
                .map(Candidate::of)
                .filter(candidate -> isValid(changes(candidate)))
                .toList();
    }

    private static boolean isValid(Map<String, Object> changes) {
        try {
            InstallationSettings.read(settings(changes), Optional.of("us-east-1"));
            return true;
        } catch (InvalidSettingsException e) {
            return false;
        }
    }

    private static Map<String, Object> changes(Candidate candidate) {
        var changes = new LinkedHashMap<String, Object>();
        IntStream.range(0, FACTORS.size())
                .filter(factor -> candidate.levels().get(factor) > 0)
                .forEach(factor -> changes.putAll(
                        FACTORS.get(factor).levels().get(candidate.levels().get(factor))));
        return changes;
    }

    private static Factor toggle(String key) {
        var byDefault = Boolean.TRUE.equals(DEFAULTS.get(key));
        return Factor.of(key, byDefault, !byDefault);
    }

    private static Map<String, Object> nulls(String... keys) {
        var nulls = new LinkedHashMap<String, Object>();
        Stream.of(keys).forEach(key -> nulls.put(key, null));
        return nulls;
    }

    /** Settings that change together, with their levels. */
    private record Factor(List<Map<String, Object>> levels) {

        static Factor of(String key, Object... values) {
            return new Factor(Stream.of(values)
                    .map(value -> {
                        Map<String, Object> level = new LinkedHashMap<>();
                        level.put(key, value);
                        return level;
                    })
                    .toList());
        }
    }

    /** A level for each factor, with the pairs of levels that meet in it. */
    private record Candidate(List<Integer> levels, BitSet pairs) {

        private static final int MOST_LEVELS = 3;

        static Candidate of(List<Integer> levels) {
            var pairs = new BitSet();
            for (var one = 0; one < levels.size(); one++) {
                for (var other = 0; other < one; other++) {
                    pairs.set(((one * levels.size() + other) * MOST_LEVELS + levels.get(one)) * MOST_LEVELS
                            + levels.get(other));
                }
            }
            return new Candidate(levels, pairs);
        }
    }
}
