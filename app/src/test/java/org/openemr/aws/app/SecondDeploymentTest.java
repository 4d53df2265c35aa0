package org.openemr.aws.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openemr.aws.plan.InstallationChange;
import org.openemr.aws.plan.Installed;
import org.openemr.aws.plan.Slots;
import org.openemr.aws.testsupport.ProjectRoot;

/** The drills of the guides: a second deployment beside the first, in one account and with one domain. */
class SecondDeploymentTest {

    private static final String DOMAIN =
            String.valueOf(Configuration.DOMAIN.settings().get("route53_domain"));

    /** An empty text is as good as an absent key. */
    private static final String NONE = "";

    /** What docs/restore.md says to change. */
    private static final Map<String, Object> DRILL = Map.ofEntries(
            Map.entry("deployment_name", "drill"),
            Map.entry("data_on_destroy", "delete"),
            Map.entry("site_host_name", "drill." + DOMAIN),
            Map.entry("configure_ses", false),
            Map.entry("open_smtp_port", false),
            Map.entry("enable_background_services", false),
            Map.entry("enable_threat_detection", false),
            Map.entry("enable_compliance_monitoring", false),
            Map.entry("pipeline_repository", NONE),
            Map.entry(
                    "restore_database_from_snapshot",
                    "arn:aws:rds:us-east-1:111122223333:cluster-snapshot:awsbackup:job-1"),
            Map.entry("restore_sites_file_system_id", "fs-0123456789abcdef0"));

    /** One of all regions has <a href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_UpdateTrail.html">shadow trails</a> of its name in each. */
    private static final String TRAIL = "AWS::CloudTrail::Trail";

    private static final String WITH_TRAIL = "enable_long_term_cloudtrail_monitoring";

    /** What docs/operations.md says to change while a deployment moves: where it comes from, and where it goes to. */
    private static final Map<String, Object> BEFORE = Map.of(
            "site_host_name",
            "before." + DOMAIN,
            "configure_ses",
            false,
            "open_smtp_port",
            false,
            "enable_background_services",
            false,
            "pipeline_repository",
            NONE);

    private static final Map<String, Object> MOVING = Map.of(
            "site_host_name",
            "moving." + DOMAIN,
            "configure_ses",
            false,
            "open_smtp_port",
            false,
            "enable_background_services",
            false,
            "pipeline_repository",
            NONE,
            WITH_TRAIL,
            false);

    /** What there is once in an account, or in the world, whatever the region. Buckets are called by what AWS names. */
    private static final List<String> GLOBAL = List.of("AWS::Route53::", "AWS::IAM::", TRAIL);

    private static final List<String> GONE_WITH_MAIL = List.of("email_forwarding_address", "ses_receipt_rule_set");

    @ParameterizedTest
    @EnumSource(names = {"DOMAIN", "DOMAIN_MAIL_FORWARDED", "EVERYTHING_ON"})
    void takesNothingThatTheFirstHas(Configuration first) {
        var second = drill(first);

        assertThat(names(installed(second)))
                .isNotEmpty()
                .doesNotContainAnyElementsOf(names(installed(first.settings())));
    }

    @ParameterizedTest
    @EnumSource(names = {"DOMAIN", "DOMAIN_MAIL_FORWARDED", "EVERYTHING_ON"})
    void comesAndGoes(Configuration first) {
        var made = InstallationChange.of(Installed.NOTHING, LayerTemplates.of(drill(first)));

        assertThat(made.hazards()).isEmpty();
        assertThat(InstallationChange.of(made.after(), Map.of()).hazards()).isEmpty();
    }

    /** Each key is needed. */
    @Test
    void wouldTakeTheNameAndTheMailOfTheFirst() {
        var first = Configuration.DOMAIN_MAIL_FORWARDED;
        var second = new HashMap<>(first.settings());
        second.put("deployment_name", "drill");

        assertThat(names(installed(second)))
                .filteredOn(names(installed(first.settings()))::contains)
                .anyMatch(slot -> slot.contains("openemr." + DOMAIN))
                .anyMatch(slot -> slot.startsWith("AWS::SES::EmailIdentity"))
                .anyMatch(slot -> slot.contains("_dmarc"));
    }

    /** The same name in another region: what is global belongs to one of the two at each step, there and back. */
    @ParameterizedTest
    @EnumSource(names = {"DOMAIN", "DOMAIN_MAIL_FORWARDED", "EVERYTHING_ON"})
    void takesOverWhatIsGlobalWhenItMoves(Configuration configuration) {
        var settled = configuration.settings();
        var before = withoutMail(settled, BEFORE);
        var moving = withoutMail(settled, MOVING);

        assertThat(global(moving)).isNotEmpty().doesNotContainAnyElementsOf(global(settled));
        var arrived = new HashMap<>(settled);
        arrived.put(WITH_TRAIL, false);
        assertThat(global(before))
                .doesNotContainAnyElementsOf(global(moving))
                .doesNotContainAnyElementsOf(global(arrived));
        for (var change : List.of(List.of(settled, before), List.of(moving, arrived))) {
            var from = LayerTemplates.of(change.get(0));
            var there = InstallationChange.of(
                    InstallationChange.of(Installed.NOTHING, from).after(), LayerTemplates.of(change.get(1)));
            assertThat(there.hazards()).isEmpty();
            assertThat(InstallationChange.of(there.after(), from).hazards()).isEmpty();
        }
    }

    /** Their names are those of the account, so the region is in them. */
    @ParameterizedTest
    @ValueSource(strings = {"AWS::CloudWatch::Dashboard", "AWS::Budgets::Budget"})
    void everyRegionHasOneOfItsOwn(String type) {
        assertThat(names(installed(Configuration.EVERYTHING_ON.settings())))
                .filteredOn(slot -> slot.startsWith(type))
                .isNotEmpty()
                .allMatch(slot -> slot.endsWith("-us-east-1"));
    }

    private static Set<String> global(Map<String, Object> settings) {
        return names(installed(settings)).stream()
                .filter(slot -> GLOBAL.stream().anyMatch(slot::startsWith))
                .collect(Collectors.toSet());
    }

    @Test
    void theGuideNamesTheKeys() {
        assertThat(ProjectRoot.resolve("docs/operations.md"))
                .content()
                .contains(MOVING.keySet().toArray(String[]::new))
                .contains(GONE_WITH_MAIL)
                .contains("before.<domain>", "moving.<domain>");
        assertThat(ProjectRoot.resolve("docs/restore.md"))
                .content()
                .contains(DRILL.keySet().toArray(String[]::new));
    }

    private static Map<String, Object> drill(Configuration first) {
        return withoutMail(first.settings(), DRILL);
    }

    private static Map<String, Object> withoutMail(Map<String, Object> first, Map<String, Object> changes) {
        var settings = new HashMap<>(first);
        GONE_WITH_MAIL.forEach(key -> settings.put(key, null));
        settings.putAll(changes);
        return settings;
    }

    private static Installed installed(Map<String, Object> settings) {
        return InstallationChange.of(Installed.NOTHING, LayerTemplates.of(settings))
                .after();
    }

    /** The slots that are known before a deployment; what AWS names is different in each. */
    private static Set<String> names(Installed installed) {
        return installed
                .resources()
                .map(Slots::of)
                .flatMap(Optional::stream)
                .filter(slot -> !slot.contains("<"))
                // Named after the id of its stack, which AWS gives.
                .filter(slot -> !slot.startsWith("AWS::Cognito::UserPoolDomain "))
                .collect(Collectors.toSet());
    }
}
