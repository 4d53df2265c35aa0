package org.openemr.aws.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openemr.aws.contracts.PascalCase;
import org.openemr.aws.plan.Action;
import org.openemr.aws.plan.Effect;
import org.openemr.aws.plan.Effects;
import org.openemr.aws.plan.Hazard;
import org.openemr.aws.plan.InstallationChange;
import org.openemr.aws.plan.Installed;
import org.openemr.aws.plan.Resource;
import org.openemr.aws.plan.Template;
import org.openemr.aws.settings.Setting;
import org.openemr.aws.settings.installation.InstallationSettings;
import org.openemr.aws.testsupport.CdkJson;
import org.openemr.aws.testsupport.GeneratedDocument;
import org.openemr.aws.testsupport.Sample;

/** An installation lives by changing: what holds in each configuration holds on the way from each to each, and back. */
class TransitionsTest {

    private static final List<String> BELOW_NETWORK = List.of(
            "NetworkStack",
            "DataStack",
            "DnsStack",
            "ComputeStack",
            "RotationStack",
            "RecoveryStack",
            "AnalyticsStack");

    private static final List<String> ALL_BUT_IDENTITY = StackOrder.ALL.stream()
            .filter(stack -> !stack.equals("IdentityStack"))
            .toList();

    /** Roles of a pipeline are nothing that an alarm watches. */
    private static final List<String> ALL_WITH_ALARMS = ALL_BUT_IDENTITY.stream()
            .filter(stack -> !stack.equals("PipelineStack"))
            .toList();

    private static final List<String> ALL_WITH_STORES = StackOrder.ALL.stream()
            .filter(stack ->
                    !List.of("RotationStack", "RecoveryStack", "PipelineStack").contains(stack))
            .toList();

    private static final String PROTECTION = "{\"Key\":\"deletion_protection.enabled\",\"Value\":\"true\"}";

    /** Tasks, and the rule that tells of the end of alarms. */
    private static final List<String> MUTED_AT_NIGHT = List.of("SecurityStack", "ComputeStack");

    /** Settings that touch another set of stacks than that of the layer that owns them. */
    private static final Map<String, List<String>> OTHERWISE = Map.ofEntries(
            // Names, policies, alarms, roles and the clean-up are everywhere.
            Map.entry("deployment_name", StackOrder.ALL),
            // Rotation and restore tests keep nothing.
            Map.entry("data_on_destroy", ALL_WITH_STORES),
            // A user pool has neither.
            Map.entry("enable_monitoring_alarms", ALL_WITH_ALARMS),
            Map.entry("permissions_boundary_arn", ALL_BUT_IDENTITY),
            // People are told of unusual spending by mail.
            Map.entry("monitoring_email", List.of("SecurityStack", "WatchStack")),
            Map.entry("night_hours", MUTED_AT_NIGHT),
            Map.entry("closed_days", MUTED_AT_NIGHT),
            Map.entry("time_zone", MUTED_AT_NIGHT),
            // What is no part of a template.
            Map.entry("enable_stack_termination_protection", List.of()),
            // The environment of the repository is called like that of the checkout.
            Map.entry("environment", List.of("PipelineStack")),
            Map.entry("compliance_packs", List.of()),
            Map.entry("expected_account", List.of()),
            Map.entry("expected_region", List.of()),
            // With HTTPS there is nothing to allow, and without it no range may be set.
            Map.entry("allow_insecure_http", List.of()),
            // Only what is uploaded for a stack is named after its bootstrap.
            Map.entry(
                    "bootstrap_qualifier",
                    StackOrder.ALL.stream()
                            .filter(stack ->
                                    !List.of("SecurityStack", "IdentityStack").contains(stack))
                            .toList()),
            // Subnets are made by one stack and used by those below.
            Map.entry("vpc_id", BELOW_NETWORK),
            Map.entry("private_subnet_ids", BELOW_NETWORK),
            Map.entry("public_subnet_ids", BELOW_NETWORK),
            Map.entry("vpc_cidr", BELOW_NETWORK),
            // A restore test is in the zones that there are whatever their number.
            Map.entry(
                    "availability_zones",
                    List.of(
                            "NetworkStack",
                            "DataStack",
                            "DnsStack",
                            "ComputeStack",
                            "RotationStack",
                            "AnalyticsStack")),
            Map.entry("availability_zone_names", BELOW_NETWORK),
            // Records and listeners are those of the load balancer.
            Map.entry("load_balancer_scheme", List.of("NetworkStack", "DnsStack", "ComputeStack")),
            // Clients over HTTP and over HTTPS come through other ports; the certificate is in the listener.
            Map.entry("certificate_arn", List.of("NetworkStack", "ComputeStack")),
            Map.entry("site_host_name", List.of("DnsStack", "IdentityStack", "ComputeStack")),
            Map.entry("route53_domain", List.of("NetworkStack", "DnsStack", "IdentityStack", "ComputeStack")),
            Map.entry("route53_hosted_zone_id", List.of("DnsStack", "ComputeStack")),
            // The domain points at the load balancer's addresses, or at the accelerator, which the dashboard shows.
            Map.entry("security_group_ip_range_ipv6", List.of("NetworkStack", "DnsStack")),
            // Apache in the tasks keeps connections for longer than the load balancer.
            Map.entry("load_balancer_idle_timeout", List.of("NetworkStack", "ComputeStack")),
            // Listeners come with what they forward to.
            Map.entry("tls_policy", List.of("ComputeStack")),
            // Who signs in first goes from the load balancer to a provider, and paths that stay open are guarded.
            Map.entry("sign_in", List.of("SecurityStack", "NetworkStack", "IdentityStack", "ComputeStack")),
            Map.entry("sign_in_session_hours", List.of("IdentityStack", "ComputeStack")),
            Map.entry("sign_in_open_paths", List.of("ComputeStack")),
            Map.entry("oidc_issuer", List.of("ComputeStack")),
            Map.entry("oidc_authorization_endpoint", List.of("ComputeStack")),
            Map.entry("oidc_token_endpoint", List.of("ComputeStack")),
            Map.entry("oidc_user_info_endpoint", List.of("ComputeStack")),
            Map.entry("oidc_end_session_endpoint", List.of("ComputeStack")),
            Map.entry("oidc_client_id", List.of("ComputeStack")),
            Map.entry("oidc_client_secret_arn", List.of("ComputeStack")),
            Map.entry("oidc_client_secret_version", List.of("ComputeStack")),
            Map.entry("oidc_scope", List.of("ComputeStack")),
            Map.entry("enable_global_accelerator", List.of("NetworkStack", "DnsStack", "ComputeStack")),
            // The repository is a store, whose images are scanned, and tasks start from it.
            Map.entry("image_mirror", List.of("DataStack", "WatchStack", "ComputeStack")),
            // Other stores are used by those below.
            Map.entry(
                    "restore_database_from_snapshot",
                    List.of("DataStack", "ComputeStack", "RecoveryStack", "AnalyticsStack")),
            Map.entry(
                    "restore_sites_file_system_id",
                    List.of("DataStack", "ComputeStack", "RecoveryStack", "AnalyticsStack")),
            // The plan names the vaults that it copies to; the account there reads with the key of what is stored.
            // The pipeline deploys the vault, too, where it is.
            Map.entry("backup_copy_region", List.of("DataStack", "PipelineStack")),
            Map.entry("backup_copy_account", List.of("SecurityStack", "DataStack")),
            Map.entry("backup_copy_lock", List.of("DataStack", "PipelineStack")),
            Map.entry("backup_copy_cooling_off_days", List.of("DataStack", "PipelineStack")),
            Map.entry("backup_copy_vault_name", List.of("DataStack", "PipelineStack")),
            // Tasks reach mail through a group of the network, with the credentials that the set-up task reads, and
            // that are rotated.
            Map.entry("configure_ses", List.of("NetworkStack", "DnsStack", "ComputeStack", "RotationStack")),
            // The set-up task admits OpenEMR's user to models.
            Map.entry("enable_bedrock_integration", List.of("DataStack", "ComputeStack")),
            // What Inspector finds in the mirror is told by another.
            // Tasks get an agent, which reports through an endpoint of the network; mail is scanned where it is stored.
            Map.entry(
                    "enable_threat_detection",
                    List.of("NetworkStack", "DataStack", "DnsStack", "WatchStack", "ComputeStack", "AnalyticsStack")),
            // The topic of alarms admits the billing.
            Map.entry("monthly_budget_usd", List.of("SecurityStack", "WatchStack")),
            // Rules of security groups belong to the network.
            Map.entry("open_smtp_port", List.of("NetworkStack")),
            Map.entry("create_serverless_analytics_environment", List.of("NetworkStack", "AnalyticsStack")));

    /** Custom resources that may be taken away while their stack stays, and why that harms nothing. */
    private static final Map<String, String> HARMLESS = Map.ofEntries(
            Map.entry("Custom::OpenEmrDatabaseCertificates", "it leaves the secret to its stack"),
            Map.entry("Custom::OpenEmrDatabaseProtection", "it never takes protection off because it goes itself"),
            Map.entry("Custom::OpenEmrFileSystemPolicy", "it never takes a policy off"),
            Map.entry("Custom::OpenEmrEndpointSubnets", "it only looks subnets up"),
            Map.entry("Custom::OpenEmrReceiptRules", "it deactivates the rule set of the deployment, and no other"),
            Map.entry("Custom::OpenEmrSmtpCredentials", "it deletes the keys of a user that goes with it"),
            Map.entry("Custom::OpenEmrStackCleanup", "it acts only when the stack itself is deleted: ThrowAwayCleanup"),
            Map.entry(
                    "Custom::OpenEmrStudioDeletion", "it acts only when the stack itself is deleted: ThrowAwayCleanup"),
            Map.entry("Custom::OpenEmrTaskRun", "it only starts tasks"),
            Map.entry("Custom::OpenEmrCopiesCleanup", "it acts only when the stack itself is deleted: StackState"),
            Map.entry("Custom::OpenEmrAccountService", "it turns nothing off"),
            Map.entry("Custom::OpenEmrDefaultSecurityGroup", "what is closed stays so"));

    @ParameterizedTest
    @MethodSource("reversible")
    void isLegalThereAndBackTwiceAndFromWhereverItStops(TransitionOutcome outcome) {
        assertThat(outcome.hazardsThere()).isEmpty();
        assertThat(outcome.hazardsLater()).isEmpty();
        assertThat(outcome.repeated().changes()).isEmpty();
    }

    /** The other data comes, with an interruption that the reference tells of. */
    @ParameterizedTest
    @MethodSource("oneWay")
    void bringsOtherData(TransitionOutcome outcome) {
        assertThat(outcome.hazardsThere()).allMatch(hazard -> hazard.contains("IN_USE"));
        assertThat(outcome.there().changes()).isNotEmpty();
    }

    /** RDS refuses the way back, and CloudFormation does not try it in a rollback. */
    @ParameterizedTest
    @MethodSource("forwardOnly")
    void goesForwardOnly(TransitionOutcome outcome) {
        assertThat(outcome.hazardsThere()).isEmpty();
        assertThat(outcome.back().hazards()).extracting(Hazard::kind).containsOnly(Hazard.Kind.REFUSED);
        assertThat(setting(outcome.subject()).effect()).contains("none is taken back");
    }

    /** What the reference calls impossible is. */
    @ParameterizedTest
    @MethodSource("chosenOnce")
    void isImpossible(TransitionOutcome outcome) {
        assertThat(outcome.hazardsThere()).isNotEmpty();
        assertThat(setting(outcome.subject()).effect()).contains("before the first deployment");
    }

    /** No store is replaced or deleted; a setting that does it says so in its own text. */
    @ParameterizedTest
    @MethodSource("reversible")
    void leavesDataWhereItIs(TransitionOutcome outcome) {
        if (Transitions.SUBJECTS.contains(outcome.subject()) && !Transitions.MOVES_DATA.contains(outcome.subject())) {
            assertThat(outcome.effect()).isLessThan(Effect.DATA_MOVES);
        }
    }

    /** What it kept is not in the way, once somebody took the protections off, as the README tells. */
    @ParameterizedTest
    @EnumSource
    void comesAgainAfterItWasDestroyed(Configuration configuration) {
        var settings = configuration.settings();
        settings.put("rds_deletion_protection", false);
        var templates = withUnprotectedLoadBalancer(LayerTemplates.of(settings));
        var installed = InstallationChange.of(Installed.NOTHING, templates).after();

        var destroyed = InstallationChange.of(installed, Map.of());
        var again = InstallationChange.of(destroyed.after(), templates);

        assertThat(destroyed.hazards()).isEmpty();
        assertThat(destroyed.after().resources()).isEmpty();
        assertThat(again.hazards()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void isNotDestroyedByTheWayUnlessItIsThrownAway(Configuration configuration) {
        var settings = configuration.settings();
        var installed = InstallationChange.of(Installed.NOTHING, LayerTemplates.of(settings))
                .after();

        assertThat(InstallationChange.of(installed, Map.of()).hazards())
                .extracting(Hazard::text)
                .filteredOn(text -> text.endsWith("is protected from deletion"))
                .hasSize(settings.get("data_on_destroy").equals("delete") ? 0 : 2);
    }

    /** The README's path: a trial first, a certificate later, a domain later, then what a clinic works with. */
    @Test
    void growsFromATrialToProduction() {
        var path = List.of(
                Map.of(
                        "data_on_destroy", "delete",
                        "allow_insecure_http", true,
                        "security_group_ip_range_ipv4", "203.0.113.0/24"),
                Map.of(
                        "certificate_arn",
                        "arn:aws:acm:us-east-1:111122223333:certificate/0000-1111",
                        "data_on_destroy",
                        "delete"),
                Configuration.DOMAIN.settings(),
                Configuration.EVERYTHING_ON.settings());
        var state = Installed.NOTHING;
        for (var changes : path) {
            var step = InstallationChange.of(state, LayerTemplates.of(CdkJson.settingsWith(changes)));
            assertThat(step.hazards()).as(changes.toString()).isEmpty();
            assertThat(Effects.of(step)).as(changes.toString()).isLessThan(Effect.DATA_MOVES);
            state = step.after();
        }
    }

    @Test
    void whatATakenAwayCustomResourceDoesIsHarmless() {
        var taken = TransitionOutcomes.all()
                .flatMap(outcome -> Stream.of(outcome.there(), outcome.back()))
                .flatMap(change -> change.changes().stream())
                .filter(change -> change.action() == Action.DELETE)
                .flatMap(change -> change.before().stream())
                .filter(Resource::isCustom)
                .map(Resource::type)
                .collect(Collectors.toSet());

        assertThat(HARMLESS.keySet()).containsAll(taken);
    }

    /** A deployment of another name is another installation. */
    @Test
    void everySettingIsChanged() {
        var changed = TransitionOutcomes.all()
                .map(TransitionOutcome::subject)
                .filter(Transitions.SUBJECTS::contains)
                .collect(Collectors.toSet());
        var settings = new HashSet<>(CdkJson.settings().keySet());
        settings.remove("deployment_name");

        assertThat(changed).isEqualTo(settings);
        assertThat(TransitionOutcomes.all()).hasSizeGreaterThan(Sample.tries(150, 500));
    }

    /** A setting touches the layer that owns it; others only where this says why. */
    @ParameterizedTest
    @MethodSource("settings")
    void aSettingTouchesItsLayerOnly(String key, List<String> allowed) {
        assertThat(BlastRadius.of(key)).isEqualTo(allowed);
    }

    /** Here and not with the other documents, so that transitions are made once. */
    @ParameterizedTest
    @MethodSource("documents")
    void documentsAreCurrent(GeneratedDocument document) {
        document.assertCurrent();
    }

    private static Map<String, Template> withUnprotectedLoadBalancer(Map<String, Template> templates) {
        var unprotected = new HashMap<String, Template>();
        templates.forEach((stack, template) -> unprotected.put(
                stack,
                Template.parse(template.json().toString().replace(PROTECTION, PROTECTION.replace("true", "false")))));
        return unprotected;
    }

    private static Setting<?> setting(String key) {
        return InstallationSettings.GROUPS.stream()
                .flatMap(group -> group.settings().stream())
                .filter(setting -> setting.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<Arguments> settings() {
        return InstallationSettings.GROUPS.stream()
                .flatMap(group -> group.settings().stream()
                        .map(Setting::key)
                        .map(key -> Arguments.of(
                                key, OTHERWISE.getOrDefault(key, List.of(PascalCase.of(group.module()))))));
    }

    private static Stream<GeneratedDocument> documents() {
        return Stream.of(BlastRadius.reference(), ConfigurationReference.reference(), ConfigurationReference.schema());
    }

    private static Stream<TransitionOutcome> reversible() {
        return TransitionOutcomes.all()
                .filter(outcome -> !Transitions.CHOSEN_ONCE.contains(outcome.subject()))
                .filter(outcome -> !Transitions.FORWARD_ONLY.contains(outcome.subject()))
                .filter(outcome -> !Transitions.ONE_WAY.contains(outcome.subject()));
    }

    private static Stream<TransitionOutcome> oneWay() {
        return TransitionOutcomes.all().filter(outcome -> Transitions.ONE_WAY.contains(outcome.subject()));
    }

    private static Stream<TransitionOutcome> forwardOnly() {
        return TransitionOutcomes.all().filter(outcome -> Transitions.FORWARD_ONLY.contains(outcome.subject()));
    }

    private static Stream<TransitionOutcome> chosenOnce() {
        return TransitionOutcomes.all().filter(outcome -> Transitions.CHOSEN_ONCE.contains(outcome.subject()));
    }
}
