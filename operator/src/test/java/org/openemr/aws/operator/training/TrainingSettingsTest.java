package org.openemr.aws.operator.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openemr.aws.settings.installation.InstallationSettings;
import org.openemr.aws.testsupport.CdkJson;
import org.openemr.aws.testsupport.ProjectRoot;

class TrainingSettingsTest {

    private static final LocalDate DAY = LocalDate.of(2026, 12, 31);

    private static final Map<String, Object> DOMAIN =
            Map.of("route53_domain", "clinic.example.org", "route53_hosted_zone_id", "Z0123456789ABCDEFGHIJ");

    private static final Map<String, Object> CERTIFICATE = Map.of(
            "certificate_arn",
            "arn:aws:acm:us-east-1:111122223333:certificate/0000-1111",
            "site_host_name",
            "emr.clinic.example.org",
            "activate_openemr_apis",
            true,
            "enable_patient_portal",
            true);

    private static final Map<String, Object> MAIL = Map.of(
            "configure_ses",
            true,
            "email_forwarding_address",
            "clinic@example.net",
            "ses_receipt_rule_set",
            "shared",
            "sign_in",
            "cognito",
            "enable_global_accelerator",
            true,
            "backup_copy_region",
            "us-west-2",
            "image_mirror",
            true,
            "availability_zones",
            3,
            "restore_database_from_snapshot",
            "a-snapshot",
            "restore_sites_file_system_id",
            "fs-0123456789abcdef0");

    private static final Map<String, Object> PROVIDER = Map.of(
            "sign_in",
            "oidc",
            "oidc_issuer",
            "https://login.example.net",
            "oidc_authorization_endpoint",
            "https://login.example.net/authorize",
            "oidc_token_endpoint",
            "https://login.example.net/token",
            "oidc_user_info_endpoint",
            "https://login.example.net/userinfo",
            "oidc_client_id",
            "openemr",
            "oidc_client_secret_arn",
            "arn:aws:secretsmanager:us-east-1:111122223333:secret:sign-in-AbCdEf");

    private static final Map<String, Object> GIVEN_NETWORK = Map.of(
            "vpc_id",
            "vpc-0123456789abcdef0",
            "private_subnet_ids",
            List.of("subnet-0000000a", "subnet-0000000b", "subnet-0000000c"),
            "availability_zones",
            3,
            "load_balancer_scheme",
            "internal");

    private static final Optional<String> ACCESS = Optional.of("198.51.100.0/24");

    static Stream<Map<String, Object>> checkouts() {
        return Stream.of(
                Map.of("allow_insecure_http", true),
                DOMAIN,
                CERTIFICATE,
                joined(DOMAIN, MAIL),
                joined(DOMAIN, PROVIDER),
                joined(CERTIFICATE, GIVEN_NETWORK),
                joined(DOMAIN, LARGE),
                joined(DOMAIN, CERTIFICATE));
    }

    /** Whoever has named a size has named it for a clinic. */
    private static final Map<String, Object> LARGE = Map.of(
            "openemr_service_fargate_cpu",
            8192,
            "openemr_service_fargate_memory",
            32_768,
            "aurora_engine_version",
            "8.0.mysql_aurora.3.05.2",
            "enable_vpc_endpoints",
            true,
            "availability_zones",
            3,
            "availability_zone_names",
            List.of("us-east-1b", "us-east-1c", "us-east-1d"),
            "monitoring_email",
            "alerts@example.net",
            "openemr_settings",
            Map.of("SMTP_HOST", "mail.example.net"));

    @ParameterizedTest
    @MethodSource("checkouts")
    void canBeDeployedWhateverTheCheckoutSays(Map<String, Object> checkout) {
        var settings = read(checkout);

        assertThat(settings.deployment().name()).isEqualTo("openemr-training");
        assertThat(settings.deployment().dataOnDestroy().name()).isEqualTo("DELETE");
        assertThat(settings.compute().closesOn()).contains(DAY);
        assertThat(settings.compute().backgroundServices()).isFalse();
        assertThat(settings.compute().smtpPortOpen()).isFalse();
        assertThat(settings.dns().toString()).doesNotContain("example.net");
        assertThat(settings.backupCopies().areMade()).isFalse();
        assertThat(settings.data().toString())
                .doesNotContain("a-snapshot", "fs-0123456789abcdef0", "mysql_aurora.3.05");
        assertThat(settings.compute().size().cpu()).isEqualTo(1024);
        assertThat(settings.compute().openEmrSettings()).isEmpty();
        assertThat(settings.security().monitoringEmail()).isEmpty();
        assertThat(settings.network().toString()).contains("198.51.100.0/24").doesNotContain("us-east-1d");
    }

    /** Its name is one of its own below the domain, and none without one. */
    @Test
    void leavesTheNameOfTheOtherDeploymentAlone() {
        assertThat(read(DOMAIN).features().access().toString()).contains("openemr-training.clinic.example.org");
        assertThat(read(CERTIFICATE).features().access().toString()).doesNotContain("emr.clinic.example.org");
    }

    /** A certificate of one name is not for another. */
    @Test
    void takesTheCertificateOfTheDomain() {
        assertThat(read(joined(DOMAIN, CERTIFICATE)).features().access().toString())
                .contains("openemr-training.clinic.example.org")
                .doesNotContain("0000-1111");
    }

    @Test
    void refusesTheNameOfTheOtherSite() {
        var context = CdkJson.settingsWith(DOMAIN);

        assertThatThrownBy(() -> new TrainingSettings(context, "openemr", DAY, Optional.empty()).require("us-east-1"))
                .hasMessageContaining("openemr.clinic.example.org is the name of the other deployment's site");
    }

    @Test
    void saysWhatCannotBeInARegion() {
        assertThatThrownBy(() ->
                        new TrainingSettings(CdkJson.settings(), "t1", DAY, Optional.empty()).require("us-gov-west-1"))
                .hasMessageContaining("As 't1', for training, with the Data API by which its patients come");
    }

    /** What a drill of the guide changes, this does too. */
    @Test
    void knowsWhatASecondDeploymentNeeds() {
        assertThat(ProjectRoot.resolve("docs/restore.md"))
                .content()
                .contains(
                        "\"deployment_name\": \"drill\"",
                        "\"data_on_destroy\"",
                        "\"site_host_name\"",
                        "\"configure_ses\"",
                        "\"open_smtp_port\"",
                        "\"enable_background_services\"");
        assertThat(new TrainingSettings(CdkJson.settings(), "t", DAY, Optional.empty()).changes())
                .containsKeys(
                        "deployment_name",
                        "data_on_destroy",
                        "site_host_name",
                        "configure_ses",
                        "open_smtp_port",
                        "enable_background_services");
    }

    private static InstallationSettings read(Map<String, Object> checkout) {
        var context = CdkJson.settingsWith(checkout);
        var training = new TrainingSettings(context, "openemr-training", DAY, ACCESS);
        training.require("us-east-1");
        return InstallationSettings.read(joined(context, training.changes()), Optional.of("us-east-1"));
    }

    private static Map<String, Object> joined(Map<String, ?> first, Map<String, ?> second) {
        var all = new HashMap<String, Object>(first);
        all.putAll(second);
        return all;
    }
}
