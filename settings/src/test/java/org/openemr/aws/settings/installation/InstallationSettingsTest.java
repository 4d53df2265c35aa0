package org.openemr.aws.settings.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openemr.aws.settings.InvalidSettingsException;
import org.openemr.aws.settings.Problem;
import org.openemr.aws.settings.Warning;
import org.openemr.aws.settings.openemr.KnownGlobals;
import org.openemr.aws.testsupport.CdkJson;

class InstallationSettingsTest {

    private static final String CERTIFICATE = "arn:aws:acm:us-east-1:111122223333:certificate/0000-1111";

    private static final Optional<String> REGION = Optional.of("us-east-1");

    @Test
    void cdkJsonHoldsEverySettingWithItsDefault() {
        assertThat(CdkJson.settings().keySet())
                .containsExactlyInAnyOrderElementsOf(InstallationSettings.GROUPS.stream()
                        .flatMap(group -> group.settings().stream())
                        .map(setting -> setting.key())
                        .toList());
        assertThat(InstallationSettings.read(CdkJson.settings(), REGION)).isEqualTo(defaults());
    }

    /** A file from before the recommendations leaves OpenEMR's own settings as they are. */
    private static InstallationSettings defaults() {
        assertThat(InstallationSettings.read(Map.of(), REGION).compute().openEmrSettings())
                .isEmpty();
        return InstallationSettings.read(Map.of("openemr_settings", KnownGlobals.recommendations()), REGION);
    }

    @Test
    void theDefaultConfigurationWarnsThatNobodyReachesIt() {
        assertThat(InstallationSettings.read(Map.of(), REGION).warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.text()).contains("nobody reaches the site"));
    }

    @Test
    void textsAreAsGoodAsJsonValues() {
        var texts = CdkJson.settings().entrySet().stream()
                .filter(entry -> !(entry.getValue() instanceof List))
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> text(entry.getValue())));

        assertThat(InstallationSettings.read(texts, REGION)).isEqualTo(defaults());
    }

    private static String text(Object value) {
        return value instanceof Map ? new ObjectMapper().valueToTree(value).toString() : String.valueOf(value);
    }

    @Test
    void reportsEveryProblemAtOnceWithKeyValueAcceptedAndRemedy() {
        var report = catchThrowableOfType(
                InvalidSettingsException.class,
                () -> InstallationSettings.read(
                        Map.of(
                                "availability_zones", 9,
                                "waf_rate_limitt", 100,
                                "email_forwarding_address", "a@example.org",
                                "openemr_service_fargate_memory", 1024),
                        REGION));

        assertThat(report.problems())
                .extracting(Problem::key)
                .containsExactlyInAnyOrder(
                        "availability_zones",
                        "waf_rate_limitt",
                        "email_forwarding_address",
                        "openemr_service_fargate_memory");
        assertThat(report.problems()).allSatisfy(problem -> {
            assertThat(problem.accepted()).isNotBlank();
            assertThat(problem.remedy()).isNotBlank();
            assertThat(report.getMessage()).contains(problem.paragraph());
        });
        assertThat(report.getMessage()).contains("4 problems", "did you mean waf_rate_limit?");
    }

    /** One wrong value for each rule; the region is us-east-1 unless said otherwise. */
    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "deployment_name | Clinic",
                "deployment_name | a--b",
                "deployment_name | a-very-long-name-indeed",
                "data_on_destroy | keep",
                "enable_monitoring_alarms | yes",
                "compliance_packs | AwsSolutions,Unknown",
                "monitoring_email | nobody",
                "waf_rate_limit | 9",
                "permissions_boundary_arn | boundary",
                "permissions_boundary_arn | arn:aws:iam::111122223333:role/boundary",
                "bootstrap_qualifier | elevenchars",
                "vpc_id | vpc-1",
                "vpc_id | subnet-00000001",
                "private_subnet_ids | subnet-00000001,subnet-00000002",
                "public_subnet_ids | subnet-00000001,subnet-00000002",
                "private_subnet_ids | vpc-00000001",
                "load_balancer_scheme | private",
                "vpc_cidr | 8.8.0.0/16",
                "vpc_cidr | 10.0.0.0/28",
                "vpc_cidr | 10.0.0.1/16",
                "availability_zones | 1",
                "availability_zone_names | us-east-1a,us-east-1b,us-east-1c",
                "availability_zone_names | us-east-1a,us-east-1a",
                "availability_zone_names | us-west-2a,us-west-2b",
                "availability_zone_names | use1-az1,use1-az2",
                "nat_gateways | 3",
                "load_balancer_idle_timeout | 59",
                "load_balancer_idle_timeout | 4001",
                "security_group_ip_range_ipv4 | 203.0.113.0/24",
                "security_group_ip_range_ipv4 | 203.0.113.7/24",
                "security_group_ip_range_ipv4 | auto",
                "security_group_ip_range_ipv6 | 203.0.113.0/24",
                "certificate_arn | arn:aws:acm:us-west-2:111122223333:certificate/a",
                "certificate_arn | arn:aws:iam::111122223333:server-certificate/a",
                "tls_policy | ELBSecurityPolicy-2016-08",
                "tls_policy | ELBSecurityPolicy-TLS-1-1-2017-01",
                "tls_policy | ELBSecurityPolicy-TLS13-1-2-Ext2-PQ-2025-09",
                "site_host_name | emr.clinic.example.org",
                "ses_receipt_rule_set | shared",
                "route53_domain | https://example.org",
                "route53_domain | example",
                "route53_domain | *.example.org",
                "route53_hosted_zone_id | Z123",
                "configure_ses | true",
                "email_forwarding_address | a@example.org",
                "openemr_service_fargate_minimum_capacity | 101",
                "openemr_service_fargate_cpu | 300",
                "openemr_service_fargate_memory | 9000",
                "openemr_service_fargate_cpu_autoscaling_percentage | 0",
                "openemr_version | latest",
                "openemr_version | flex-3.22",
                "openemr_image | openemr/openemr:8.4.1",
                "container_log_retention_days | 8",
                "activate_openemr_apis | true",
                "enable_patient_portal | true",
                "aurora_min_capacity | 0.3",
                "aurora_min_capacity | 256.5",
                "aurora_readers | 16",
                "aurora_general_log | maybe",
                "aurora_backup_retention_days | 36",
                "aurora_engine_version | 3.12.0",
                "aurora_engine_version | 8.0.mysql_aurora.3.12",
                "restore_sites_file_system_id | 17",
                "valkey_max_storage_gb | 0",
                "emr_maximum_vcpu | 0",
            })
    void rejectsWhatAwsWouldReject(String key, String value) {
        assertThatThrownBy(() -> InstallationSettings.read(Map.of(key, value), REGION))
                .isInstanceOfSatisfying(
                        InvalidSettingsException.class,
                        e -> assertThat(e.problems())
                                .singleElement()
                                .satisfies(problem -> assertThat(problem.key()).isEqualTo(key)));
    }

    @Test
    void rejectsFeaturesInRegionsThatDoNotHaveThem() {
        var region = Optional.of("ap-southeast-6");

        assertThatThrownBy(() -> InstallationSettings.read(
                        Map.of("enable_bedrock_integration", true, "bedrock_models", "amazon.nova-lite-v1:0"), region))
                .hasMessageContaining("enable_bedrock_integration");
        assertThatThrownBy(() -> InstallationSettings.read(
                        Map.of("configure_ses", true, "route53_domain", "clinic.example.org"), region))
                .hasMessageContaining("configure_ses");
        assertThatThrownBy(() -> InstallationSettings.read(
                        Map.of("create_serverless_analytics_environment", true), Optional.of("mx-central-1")))
                .hasMessageContaining("create_serverless_analytics_environment: needs SageMaker Studio");
        assertThatThrownBy(
                        () -> InstallationSettings.read(Map.of("monthly_budget_usd", 100), Optional.of("eu-north-1")))
                .hasMessageContaining("monthly_budget_usd: needs budgets of CloudFormation, which eu-north-1 has not");
        assertThatThrownBy(() -> InstallationSettings.read(
                        Map.of("enable_compliance_monitoring", true), Optional.of("me-south-1")))
                .hasMessageContaining("enable_compliance_monitoring: needs the conformance pack");
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "data_on_destroy | delete",
                "compliance_packs | []",
                "enable_threat_detection | true",
                "restore_database_from_snapshot | clinic-before-upgrade",
                "restore_sites_file_system_id | fs-0123456789abcdef0"
            })
    void warnsOfWhatDeservesASecondLook(String key, String value) {
        var settings = InstallationSettings.read(Map.of(key, value), REGION);

        assertThat(settings.warnings()).extracting(Warning::key).contains(key);
    }

    /** The recorder would write into a bucket that is gone. */
    @Test
    void refusesRecordsThatNobodyKeeps() {
        assertThatThrownBy(() -> InstallationSettings.read(
                        Map.of("enable_compliance_monitoring", true, "data_on_destroy", "delete"), REGION))
                .hasMessageContaining("enable_compliance_monitoring: needs a bucket that stays");
    }

    /** With a recorder its checks say something. */
    @Test
    void isContentWithThreatDetectionThatHasSomethingToLookAt() {
        assertThat(InstallationSettings.read(
                                Map.of("enable_threat_detection", true, "enable_compliance_monitoring", true), REGION)
                        .warnings())
                .extracting(Warning::key)
                .doesNotContain("enable_threat_detection");
    }

    @Test
    void refusesMailOfTwoKinds() {
        var ses = Map.of(
                "route53_domain",
                "clinic.example.org",
                "configure_ses",
                true,
                "openemr_settings",
                Map.of("SMTP_HOST", "mail.clinic.example.org"));

        assertThatThrownBy(() -> InstallationSettings.read(ses, REGION))
                .hasMessageContaining("has what configure_ses decides: SMTP_HOST");
    }

    @Test
    void warnsOfAClockThatKeepsADatabaseAwake() {
        assertThat(InstallationSettings.read(Map.of("aurora_min_capacity", 0), REGION)
                        .warnings())
                .extracting(Warning::key)
                .contains("enable_background_services");
        var asleep = InstallationSettings.read(
                Map.of("aurora_min_capacity", 0, "enable_background_services", false), REGION);
        assertThat(asleep.warnings()).extracting(Warning::key).doesNotContain("enable_background_services");
        assertThat(asleep.features().databasePauses()).isTrue();
    }

    @Test
    void aDomainBringsHttps() {
        var settings = InstallationSettings.read(
                Map.of("route53_domain", "clinic.example.org", "security_group_ip_range_ipv4", "203.0.113.0/24"),
                REGION);

        assertThat(settings.features().access().https()).isTrue();
        assertThat(settings.features().access().domainBringsCertificate()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "emr.clinic.example.org, false, true",
        "emr.north.clinic.example.org, false, false",
        "emr.north.clinic.example.org, true, true",
        "clinic.example.org, false, false",
        "emr.example.org, true, false"
    })
    void theNameOfTheSiteIsBelowTheDomainAndOnItsCertificate(String name, boolean withCertificate, boolean accepted) {
        var context =
                new HashMap<String, Object>(Map.of("route53_domain", "clinic.example.org", "site_host_name", name));
        if (withCertificate) {
            context.put("certificate_arn", CERTIFICATE);
        }

        var read = catchThrowable(() -> InstallationSettings.read(context, REGION));

        assertThat(read == null).isEqualTo(accepted);
    }

    /** OpenEMR tells clients its address: the load balancer's own name is on no certificate of ours. */
    @ParameterizedTest
    @ValueSource(strings = {"activate_openemr_apis", "enable_patient_portal"})
    void whoIsToldTheAddressNeedsTheNameThatTheCertificateIsFor(String key) {
        var context = Map.of("certificate_arn", CERTIFICATE, key, true);

        assertThatThrownBy(() -> InstallationSettings.read(context, REGION))
                .hasMessageContaining(key + ": needs the name that users type");

        var named = Map.of("certificate_arn", CERTIFICATE, key, true, "site_host_name", "emr.example.org");
        assertThat(InstallationSettings.read(named, REGION).features().access().hostName())
                .contains("emr.example.org");
    }

    @Test
    void aZoneThatCannotBeLookedUpMustBeGiven() {
        var context = Map.of("route53_domain", "clinic.example.org");

        assertThatThrownBy(() -> InstallationSettings.read(context, REGION, Optional.empty()))
                .hasMessageContaining("route53_hosted_zone_id: is absent, and without credentials");
        assertThat(InstallationSettings.read(context, REGION, Optional.of("111122223333"))
                        .dns()
                        .domain())
                .contains("clinic.example.org");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://clinic.example.org",
                "clinic.example.org.",
                "my_clinic.example.org",
                "*.example.org",
                "localhost",
                "clinic..org",
                "-clinic.example.org"
            })
    void rejectsWhatIsNoDomain(String domain) {
        assertThatThrownBy(() -> InstallationSettings.read(Map.of("route53_domain", domain), REGION))
                .hasMessageContaining("route53_domain: has not the form of a domain name");
    }

    @Test
    void aForwardingAddressAlsoReceivesAlarms() {
        var settings = InstallationSettings.read(
                Map.of(
                        "route53_domain", "clinic.example.org",
                        "configure_ses", true,
                        "email_forwarding_address", "office@example.org"),
                REGION);

        assertThat(settings.security().monitoringEmail()).contains("office@example.org");
        assertThat(settings.security().deploymentNotificationEmail()).contains("office@example.org");
    }
}
