package org.openemr.aws.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openemr.aws.app.compliance.Finding;
import org.openemr.aws.app.compliance.PackRules;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.constructs.fixtures.TestApp;
import org.openemr.aws.testsupport.CdkJson;

/** What holds in every configuration. */
class ConfigurationSpaceTest {

    /** <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html">Quotas</a>. */
    private static final int MOST_RESOURCES = 500;

    private static final int MOST_PARAMETERS = 200;
    private static final int MOST_OUTPUTS = 200;
    private static final int LARGEST_TEMPLATE = 1_000_000;

    private static final SlotOwners SLOTS = new SlotOwners();

    /** Keys that switch nothing: any valid value gives the same resources. */
    private static final Set<String> SIZES = Set.of(
            "deployment_name",
            "environment",
            "backup_copy_cooling_off_days",
            "backup_copy_vault_name",
            "expected_region",
            "compliance_packs",
            "waf_rate_limit",
            "waf_sign_in_rate_limit",
            "waf_count_rules",
            "sign_in_session_hours",
            "oidc_scope",
            "vpc_cidr",
            "aurora_max_capacity",
            "aurora_backup_retention_days",
            "aurora_engine_version",
            "aurora_ml_inference_timeout",
            "net_read_timeout",
            "net_write_timeout",
            "wait_timeout",
            "connect_timeout",
            "max_execution_time",
            "pipeline_branch",
            "pipeline_environment",
            "openemr_service_fargate_minimum_capacity",
            "openemr_service_fargate_maximum_capacity",
            "openemr_service_fargate_cpu",
            "openemr_service_fargate_memory",
            "openemr_service_fargate_cpu_autoscaling_percentage",
            "openemr_service_fargate_memory_autoscaling_percentage",
            "openemr_version",
            "openemr_settings",
            "upgrade_time_limit_hours",
            "container_log_retention_days",
            "emr_maximum_vcpu");

    /** No pack finds anything and the template validation accepts everything, or the synthesis throws. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("configurations")
    void isSound(String name) {
        var checked = CoveringSetFindings.synthesise(name);
        var texts = checked.texts();

        var templates = new HashMap<String, SynthesisedTemplate>();
        for (var text : texts.entrySet()) {
            assertThat(text.getValue().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(LARGEST_TEMPLATE);
            templates.put(text.getKey(), SynthesisedTemplate.parse(text.getValue()));
        }
        assertThat(templates.values()).allSatisfy(ConfigurationSpaceTest::isWithinTheQuotas);
        ContractRules.assertComplete(templates);
        assertThat(SLOTS.conflicts(name, templates)).isEmpty();
        assertThat(templates.values()).allSatisfy(ConfigurationSpaceTest::hasNoFunctionThatThePacksDoNotSee);
        var settings =
                ConfigurationSpace.settings(ConfigurationSpace.configurations().get(name));
        assertThat(checked.findings())
                .flatMap(finding ->
                        ReasonClaims.untrue(new AcceptedCase(finding, settings, templates, checked.logicalIds())))
                .isEmpty();
        assertThat(PhysicalNames.of(templates))
                .allMatch(physicalName -> physicalName.contains(ConfigurationSpace.DEPLOYMENT));
    }

    /** Other templates of the same settings are held against the snapshots of another day. Those with the most are here. */
    @ParameterizedTest
    @EnumSource(names = {"DEFAULT", "BACKUP_COPIES", "EVERYTHING_ON"})
    void isTheSameEachTimeWithChecksAndWithout(Configuration configuration) {
        var settings = configuration.settings();

        assertThat(SynthesisedInstallation.uncheckedTexts(settings))
                .isEqualTo(SynthesisedInstallation.texts(settings, TestApp.ENVIRONMENT));
    }

    @Test
    void everySettingVariesOrIsASize() {
        var varied = ConfigurationSpace.configurations().values().stream()
                .flatMap(changes -> changes.keySet().stream())
                .collect(Collectors.toSet());

        assertThat(varied).doesNotContainAnyElementsOf(SIZES);
        assertThat(Stream.concat(varied.stream(), SIZES.stream()))
                .containsExactlyInAnyOrderElementsOf(CdkJson.settings().keySet());
    }

    /** What is accepted; after the configurations above, for JUnit runs nested classes last. */
    @Nested
    class Compliance {

        private static final int MOST_ACCEPTED_PAIRS = 175;

        @Test
        void everyFindingIsAcceptedWithAReason() {
            assertThat(CoveringSetFindings.union())
                    .isNotEmpty()
                    .allSatisfy(finding -> assertThat(finding.reason())
                            .as("the compensating control of %s at %s", finding.id(), finding.path())
                            .hasValueSatisfying(
                                    reason -> assertThat(reason.split(" ")).hasSizeGreaterThan(4)));
        }

        @Test
        void fewFindingsAreAccepted() {
            assertThat(ComplianceMatrix.pairs(CoveringSetFindings.union()))
                    .hasSizeLessThanOrEqualTo(MOST_ACCEPTED_PAIRS);
        }

        @Test
        void everyFindingStandsInTheMatrix() {
            assertThat(ComplianceMatrix.unlisted()).isEmpty();
        }

        /** Found in none of all configurations. */
        @Test
        @EnabledIfSystemProperty(named = "thorough", matches = "true")
        void nothingIsAcceptedThatIsNotFound() {
            assertThat(CoveringSetFindings.acceptedForNothing()).isEmpty();
        }

        @Test
        void everyFindingIsOfAListedRule() {
            assertThat(PackRules.all())
                    .hasSizeGreaterThan(350)
                    .extracting(PackRules.Rule::id)
                    .containsAll(CoveringSetFindings.union().stream()
                            .map(Finding::listedId)
                            .distinct()
                            .toList());
        }

        /** Its last column but one is of all configurations. */
        @Test
        @EnabledIfSystemProperty(named = "thorough", matches = "true")
        void theMatrixIsUpToDate() {
            ComplianceMatrix.reference().assertCurrent();
        }
    }

    /**
     * What the CDK adds for itself has no log group of ours, no key and no dead-letter queue; packs look at typed resources
     * only, and never saw it.
     */
    private static void hasNoFunctionThatThePacksDoNotSee(SynthesisedTemplate template) {
        assertThat(template.properties("AWS::Lambda::Function")).allSatisfy(function -> {
            assertThat(function.path("Runtime").asText()).isEqualTo("java25");
            assertThat(function.at("/LoggingConfig/LogGroup/Ref").asText()).isNotEmpty();
            assertThat(function.at("/DeadLetterConfig/TargetArn").isMissingNode())
                    .isFalse();
            assertThat(function.at("/TracingConfig/Mode").asText()).isEqualTo("Active");
        });
        assertThat(template.properties("AWS::Logs::LogGroup")).allSatisfy(logs -> {
            assertThat(logs.has("KmsKeyId")).isTrue();
            assertThat(logs.has("RetentionInDays")).isTrue();
        });
        // SecurityStack's bucket of access logs receives those of all others.
        assertThat(template.resources("AWS::S3::Bucket"))
                .allSatisfy((id, bucket) -> assertThat(
                                bucket.at("/Properties/LoggingConfiguration").isMissingNode())
                        .isEqualTo(id.startsWith("AccessLogsBucket")));
    }

    private static void isWithinTheQuotas(SynthesisedTemplate template) {
        assertThat(template.json().path("Resources")).hasSizeLessThanOrEqualTo(MOST_RESOURCES);
        assertThat(template.json().path("Parameters")).hasSizeLessThanOrEqualTo(MOST_PARAMETERS);
        assertThat(template.json().path("Outputs")).hasSizeLessThanOrEqualTo(MOST_OUTPUTS);
    }

    private static Set<String> configurations() {
        return ConfigurationSpace.tried();
    }
}
