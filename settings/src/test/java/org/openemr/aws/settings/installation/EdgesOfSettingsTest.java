package org.openemr.aws.settings.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openemr.aws.settings.InvalidSettingsException;
import org.openemr.aws.settings.Problem;
import org.openemr.aws.settings.Warning;

/** The last value that is accepted, and the first that is not. */
class EdgesOfSettingsTest {

    private static final Optional<String> REGION = Optional.of("us-east-1");

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "waf_rate_limit, 10",
        "waf_rate_limit, 2000000000",
        "waf_sign_in_rate_limit, 10",
        "waf_count_rules, 'SQLi_BODY,AWSManagedRulesSQLiRuleSet/Rule_Of_Tomorrow'",
        "waf_allowed_user_agents, Grok",
        "waf_allowed_user_agents, 'one1,two2,thr3,fou4,fiv5,six6,sev7,eig8,nin9,ten0'",
        "availability_zones, 3",
        "availability_zone_names, 'us-east-1f,us-east-1a'",
        "nat_gateways, 2",
        "load_balancer_idle_timeout, 60",
        "load_balancer_idle_timeout, 4000",
        "vpc_cidr, 10.0.0.0/16",
        "vpc_cidr, 192.168.7.0/24",
        "aurora_min_capacity, 0",
        "aurora_min_capacity, 256",
        "aurora_max_capacity, 1",
        "aurora_readers, 0",
        "aurora_readers, 15",
        "aurora_backup_retention_days, 35",
        "openemr_service_fargate_minimum_capacity, 100",
        "openemr_service_fargate_cpu_autoscaling_percentage, 100",
        "openemr_service_fargate_memory, 8192",
        "emr_maximum_vcpu, 4000",
        "deployment_name, twenty-letters-long"
    })
    void acceptsTheLast(String key, String value) {
        assertThat(InstallationSettings.read(Map.of(key, value), REGION)).isNotNull();
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "waf_rate_limit, 2000000001",
        "waf_sign_in_rate_limit, 9",
        "waf_count_rules, sqli_body",
        "waf_count_rules, AWSManagedRulesLinuxRuleSet/LFI_HEADER",
        "waf_allowed_user_agents, bot",
        "waf_allowed_user_agents, 'one1,two2,thr3,fou4,fiv5,six6,sev7,eig8,nin9,ten0,elv1'",
        "waf_allowed_user_agents, 'UptimeRobot|.*'",
        "availability_zones, 4",
        "vpc_cidr, 10.0.0.0/15",
        "vpc_cidr, 192.168.7.0/25",
        "aurora_min_capacity, 256.5",
        "aurora_max_capacity, 0.5",
        "aurora_readers, -1",
        "aurora_readers, 16",
        "aurora_backup_retention_days, 36",
        "openemr_service_fargate_cpu_autoscaling_percentage, 101",
        "openemr_service_fargate_memory, 9216",
        "emr_maximum_vcpu, 4001",
        "deployment_name, twenty-one-letters-xx"
    })
    void refusesTheFirstBeyond(String key, String value) {
        assertThat(problemKeys(Map.of(key, value), REGION)).containsExactly(key);
    }

    @Test
    void aMinimumMayBeAsLargeAsItsMaximumAndNotLarger() {
        assertThat(InstallationSettings.read(Map.of("aurora_min_capacity", 4, "aurora_max_capacity", 4), REGION)
                        .data())
                .satisfies(data -> assertThat(data.minCapacity()).isEqualTo(4));
        assertThat(problemKeys(Map.of("aurora_min_capacity", 4.5, "aurora_max_capacity", 4), REGION))
                .containsExactly("aurora_min_capacity");
    }

    @Test
    void aFeatureThatTheRegionLacksIsRefusedThereOnly() {
        var bedrock = Map.of("enable_bedrock_integration", true, "bedrock_models", "amazon.nova-lite-v1:0");

        assertThat(InstallationSettings.read(bedrock, REGION).data().bedrock()).isTrue();
        assertThat(problemKeys(bedrock, Optional.of("us-nowhere-1"))).containsExactly("enable_bedrock_integration");
    }

    /** Bedrock asks nobody any more before a model is used, so the policy must name it. */
    @Test
    void modelsOfBedrockAreNamed() {
        assertThat(problemKeys(Map.of("enable_bedrock_integration", true), REGION))
                .containsExactly("bedrock_models");
        assertThat(problemKeys(Map.of("bedrock_models", "*"), REGION)).containsExactly("bedrock_models");
        assertThat(problemKeys(Map.of("bedrock_models", "anthropic.*"), REGION)).containsExactly("bedrock_models");
        var off = InstallationSettings.read(Map.of("bedrock_models", "amazon.nova-lite-v1:0"), REGION);
        assertThat(off.data().bedrockModels()).isEmpty();
    }

    @Test
    void endpointsHaveOtherNamesInChina() {
        assertThat(problemKeys(Map.of("enable_vpc_endpoints", true), Optional.of("cn-north-1")))
                .containsExactly("enable_vpc_endpoints");
    }

    @Test
    void theBestTlsOfTheRegionIsTheDefault() {
        assertThat(InstallationSettings.read(Map.of(), REGION).network().tlsPolicy())
                .isEqualTo("ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09");
        assertThat(InstallationSettings.read(Map.of(), Optional.of("us-gov-west-1"))
                        .network()
                        .tlsPolicy())
                .isEqualTo("ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09");
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "private_subnet_ids, 'subnet-00000001'",
        "public_subnet_ids, 'subnet-00000003,subnet-00000004,subnet-00000005'",
        "public_subnet_ids, 'subnet-00000003,subnet-00000002'",
        "public_subnet_ids, ",
        "nat_gateways, 1",
        "enable_vpc_endpoints, true",
        "availability_zone_names, 'us-east-1a,us-east-1b'",
    })
    void aGivenNetworkIsRefusedWithout(String key, String value) {
        var given = new HashMap<String, Object>(Map.of(
                "vpc_id", "vpc-00000001",
                "private_subnet_ids", "subnet-00000001,subnet-00000002",
                "public_subnet_ids", "subnet-00000003,subnet-00000004"));
        assertThat(InstallationSettings.read(given, REGION)).isNotNull();

        given.put(key, value);

        assertThat(problemKeys(given, REGION)).containsExactly(key);
    }

    @Test
    void withoutANatGatewayWhatTasksNeedIsInside() {
        var inside = new HashMap<String, Object>(
                Map.of("nat_gateways", 0, "enable_vpc_endpoints", true, "image_mirror", true));
        assertThat(InstallationSettings.read(inside, REGION).network().natGateways())
                .isZero();

        Map.of("enable_vpc_endpoints", false, "image_mirror", false, "create_serverless_analytics_environment", true)
                .forEach((key, value) -> {
                    var changed = new HashMap<>(inside);
                    changed.put(key, value);
                    assertThat(problemKeys(changed, REGION)).as(key).containsExactly("nat_gateways");
                });
    }

    @ParameterizedTest(name = "{0}={1} with {2}={3}")
    @CsvSource({
        "backup_copy_region, us-east-1, expected_account, 111122223333",
        "backup_copy_region, us-gov-west-1, expected_account, 111122223333",
        "backup_copy_region, us-west-2, data_on_destroy, delete",
        "backup_copy_account, 444455556666, expected_region, us-east-1",
        "backup_copy_account, 111122223333, expected_account, 111122223333"
    })
    void copiesOfBackupsAreElsewhere(String key, String value, String otherKey, String otherValue) {
        assertThat(problemKeys(Map.of(key, value, otherKey, otherValue), REGION))
                .containsExactly(key);
    }

    /** Templates are made without credentials. */
    @Test
    void theExpectedRegionIsNoPlaceForCopiesEither() {
        assertThat(problemKeys(
                        Map.of("backup_copy_region", "eu-west-1", "expected_region", "eu-west-1"), Optional.empty()))
                .containsExactly("backup_copy_region");
    }

    @ParameterizedTest
    @CsvSource({
        "enable_restore_testing, us-gov-west-1",
        "enable_restore_testing, eu-central-2",
        "enable_data_api, eu-central-2"
    })
    void whatTheRegionDoesNotHaveIsRefused(String key, String region) {
        assertThat(problemKeys(Map.of(key, true), Optional.of(region))).containsExactly(key);
        assertThat(InstallationSettings.read(Map.of(key, true), REGION)).isNotNull();
    }

    @Test
    void anAirGappedVaultIsRefusedWhereThereIsNone() {
        var copies = new HashMap<String, Object>(
                Map.of("backup_copy_lock", "air-gapped", "backup_copy_region", "ca-west-1"));
        assertThat(problemKeys(copies, REGION)).containsExactly("backup_copy_lock");

        copies.put("backup_copy_region", "us-west-2");
        assertThat(InstallationSettings.read(copies, REGION).backupCopies().lock())
                .isEqualTo(CopyLock.AIR_GAPPED);
    }

    @Test
    void anInternalLoadBalancerHasNoPublicSideAtAll() {
        var internal = Map.of(
                "load_balancer_scheme", "internal",
                "vpc_id", "vpc-00000001",
                "private_subnet_ids", "subnet-00000001,subnet-00000002",
                "public_subnet_ids", "subnet-00000003,subnet-00000004",
                "enable_global_accelerator", "true");

        assertThat(problemKeys(internal, REGION))
                .containsExactlyInAnyOrder("public_subnet_ids", "enable_global_accelerator");
    }

    @ParameterizedTest
    @CsvSource({
        "security_group_ip_range_ipv4, 192.168.1.0/24",
        "security_group_ip_range_ipv4, 10.0.0.0/8",
        "security_group_ip_range_ipv4, 172.31.255.255/32",
        "security_group_ip_range_ipv4, 100.64.0.0/10",
        "security_group_ip_range_ipv6, fd00:1::/32"
    })
    void warnsOfAddressesThatNobodyComesFrom(String key, String block) {
        var trial = Map.of("allow_insecure_http", true, key, block);

        assertThat(InstallationSettings.read(trial, REGION).warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.text()).contains("admits nobody by " + block));
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.0/24", "172.32.0.0/16", "192.0.0.0/8"})
    void warnsOfNoAddressesThatSomebodyHas(String block) {
        var trial = Map.of("allow_insecure_http", true, "security_group_ip_range_ipv4", block);

        assertThat(InstallationSettings.read(trial, REGION).warnings()).isEmpty();
    }

    /** Who comes by VPN has such an address. */
    @Test
    void anInternalLoadBalancerIsForPrivateAddresses() {
        var internal = Map.of(
                "allow_insecure_http",
                true,
                "load_balancer_scheme",
                "internal",
                "security_group_ip_range_ipv4",
                "10.0.0.0/8");

        assertThat(InstallationSettings.read(internal, REGION).warnings()).isEmpty();
    }

    @Test
    void aRangeOfEverybodyIsAcceptedWithAWarning() {
        var trial = Map.of("allow_insecure_http", true, "security_group_ip_range_ipv4", "0.0.0.0/0");

        var settings = InstallationSettings.read(trial, REGION);

        assertThat(settings.network().isOpenToEverybody()).isTrue();
        assertThat(settings.warnings()).extracting(Warning::key).contains("security_group_ip_range_ipv4");
        assertThat(InstallationSettings.read(Map.of(), REGION).network().isOpenToEverybody())
                .isFalse();
    }

    @Test
    void aSnapshotToStartFromIsAcceptedWithAWarning() {
        var settings = InstallationSettings.read(Map.of("restore_database_from_snapshot", "before"), REGION);

        assertThat(settings.data().snapshot()).contains("before");
        assertThat(settings.warnings()).extracting(Warning::key).contains("restore_database_from_snapshot");
    }

    @ParameterizedTest(name = "data_on_destroy={0}")
    @CsvSource({"retain, true", "delete, false"})
    void theDatabaseIsProtectedAsTheDataIs(String dataOnDestroy, boolean isProtected) {
        assertThat(InstallationSettings.read(Map.of("data_on_destroy", dataOnDestroy), REGION)
                        .data()
                        .deletionProtection())
                .isEqualTo(isProtected);
    }

    private static List<String> problemKeys(Map<String, ?> context, Optional<String> region) {
        return catchThrowableOfType(InvalidSettingsException.class, () -> InstallationSettings.read(context, region))
                .problems()
                .stream()
                .map(Problem::key)
                .toList();
    }
}
