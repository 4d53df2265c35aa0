package org.openemr.aws.operator.training;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.settings.InvalidSettingsException;
import org.openemr.aws.settings.InvalidValueException;
import org.openemr.aws.settings.ListOf;
import org.openemr.aws.settings.WrittenValue;
import org.openemr.aws.settings.installation.InstallationSettings;
import org.openemr.aws.settings.installation.SiteAccess;

/**
 * The configuration of a deployment for training: that of a checkout, in the smallest size, with nothing that reaches patients, partners or the
 * name of the other deployment, and gone with its data when it is destroyed.
 *
 * @param context the settings of the checkout
 * @param name what the deployment is called
 * @param closesOn the day on which its site closes
 * @param access who reaches it, as an IPv4 block; where it is absent, who reaches the other deployment
 */
public record TrainingSettings(Map<String, Object> context, String name, LocalDate closesOn, Optional<String> access) {

    private static final String NONE = "";
    private static final String OFF = "false";

    /** Whatever the checkout says. */
    private static final Map<String, String> ALWAYS = Map.ofEntries(
            Map.entry("data_on_destroy", "delete"),
            Map.entry("rds_deletion_protection", NONE),
            Map.entry("enable_stack_termination_protection", OFF),
            // What is there once, and belongs to the other deployment.
            Map.entry("configure_ses", OFF),
            Map.entry("email_forwarding_address", NONE),
            Map.entry("ses_receipt_rule_set", NONE),
            Map.entry("enable_long_term_cloudtrail_monitoring", OFF),
            Map.entry("enable_global_accelerator", OFF),
            Map.entry("pipeline_repository", NONE),
            // That of a snapshot; and an older one does not pause.
            Map.entry("aurora_engine_version", NONE),
            Map.entry("restore_database_from_snapshot", NONE),
            Map.entry("restore_sites_file_system_id", NONE),
            // What reaches somebody: OpenEMR's own settings may name other servers.
            Map.entry("openemr_settings", NONE),
            Map.entry("monitoring_email", NONE),
            Map.entry("deployment_notification_email", NONE),
            Map.entry("open_smtp_port", OFF),
            Map.entry("enable_background_services", OFF),
            // A provider knows the addresses of the other site only.
            Map.entry("sign_in", "openemr"),
            Map.entry("sign_in_open_paths", NONE),
            Map.entry("oidc_issuer", NONE),
            Map.entry("oidc_authorization_endpoint", NONE),
            Map.entry("oidc_token_endpoint", NONE),
            Map.entry("oidc_user_info_endpoint", NONE),
            Map.entry("oidc_end_session_endpoint", NONE),
            Map.entry("oidc_client_id", NONE),
            Map.entry("oidc_client_secret_arn", NONE),
            Map.entry("oidc_client_secret_version", NONE),
            Map.entry("oidc_scope", NONE),
            // What costs, and nobody learns by.
            Map.entry("aurora_min_capacity", "0"),
            Map.entry("aurora_max_capacity", "2"),
            Map.entry("openemr_service_fargate_minimum_capacity", "1"),
            Map.entry("openemr_service_fargate_maximum_capacity", "2"),
            Map.entry("openemr_service_fargate_cpu", "1024"),
            Map.entry("openemr_service_fargate_memory", "2048"),
            Map.entry("enable_vpc_endpoints", OFF),
            Map.entry("aurora_backup_retention_days", "1"),
            Map.entry("container_log_retention_days", "7"),
            Map.entry("enable_monitoring_alarms", OFF),
            Map.entry("create_serverless_analytics_environment", OFF),
            Map.entry("enable_bedrock_integration", OFF),
            Map.entry("enable_import", OFF),
            Map.entry("image_mirror", OFF),
            Map.entry("credential_rotation_days", "0"),
            Map.entry("enable_restore_testing", OFF),
            Map.entry("enable_threat_detection", OFF),
            Map.entry("enable_compliance_monitoring", OFF),
            Map.entry("monthly_budget_usd", NONE),
            Map.entry("backup_copy_region", NONE),
            Map.entry("backup_copy_account", NONE),
            // By which its patients come.
            Map.entry("enable_data_api", "true"));

    /** What it has that the checkout has not, as the CDK's command line takes it. */
    public Map<String, String> changes() {
        var changes = new LinkedHashMap<>(ALWAYS);
        changes.put("deployment_name", name);
        changes.put("site_closes_on", closesOn.toString());
        var domain = WrittenValue.text(context, "route53_domain");
        changes.put("site_host_name", hostName().orElse(NONE));
        access.ifPresent(block -> changes.put("security_group_ip_range_ipv4", block));
        if (domain.isPresent()) {
            // The domain brings one for the name below it.
            changes.put("certificate_arn", NONE);
        } else {
            // Whose addresses are those of a name that the other deployment has.
            changes.put("activate_openemr_apis", OFF);
            changes.put("enable_patient_portal", OFF);
        }
        if (WrittenValue.text(context, "vpc_id").isEmpty()) {
            changes.put("availability_zones", "2");
            changes.put("availability_zone_names", zones());
            changes.put("nat_gateways", "1");
        }
        return changes;
    }

    /** The name below the domain. */
    private Optional<String> hostName() {
        return WrittenValue.text(context, "route53_domain").map(domain -> name + "." + domain);
    }

    /** Where an account's first zones lack a service, those that are named do not. */
    private String zones() {
        try {
            return ListOf.elements(context.getOrDefault("availability_zone_names", List.of()), "").stream()
                    .limit(2)
                    .map(String::valueOf)
                    .collect(Collectors.joining(","));
        } catch (InvalidValueException e) {
            return NONE;
        }
    }

    /**
     * Sees that it can be deployed.
     *
     * @throws Failure when it can not
     */
    public void require(String region) {
        var own = WrittenValue.text(context, "site_host_name")
                .or(() -> WrittenValue.text(context, "route53_domain").map(SiteAccess::nameBelow));
        if (hostName().isPresent() && hostName().equals(own)) {
            throw Failure.usage(
                    "%s is the name of the other deployment's site: give another --name.".formatted(own.get()));
        }
        var all = new HashMap<String, @Nullable Object>(context);
        all.putAll(changes());
        try {
            InstallationSettings.read(all, Optional.of(region));
        } catch (InvalidSettingsException e) {
            throw new Failure(
                    ExitStatus.USAGE,
                    "As '%s', for training, with the Data API by which its patients come, this checkout cannot be deployed in %s. %s"
                            .formatted(name, region, e.report()),
                    e);
        }
    }
}
