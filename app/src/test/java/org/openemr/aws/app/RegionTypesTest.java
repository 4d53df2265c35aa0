package org.openemr.aws.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.settings.InvalidSettingsException;
import org.openemr.aws.settings.Problem;
import org.openemr.aws.settings.installation.InstallationSettings;
import org.openemr.aws.settings.installation.Regions;

/**
 * A key whose resources CloudFormation does not know in a region is refused there. Which types a region lacks {@code .ci/region-types}
 * takes from cfn-lint and keeps in a resource of this test.
 */
class RegionTypesTest {

    private static final JsonNode KEPT = kept();
    private static final String AIR_GAPPED_VAULT = "AWS::Backup::LogicallyAirGappedBackupVault";

    private static final String MLFLOW = "AWS::SageMaker::MlflowApp";

    /** The key that brings a type that some region lacks; a region that lacks another one shows that there is a gap. */
    private static final Map<String, String> KEYS = Map.ofEntries(
            Map.entry("AWS::Cognito::ManagedLoginBranding", "sign_in"),
            Map.entry("AWS::Cognito::UserPool", "sign_in"),
            Map.entry("AWS::Cognito::UserPoolClient", "sign_in"),
            Map.entry("AWS::Backup::RestoreTestingPlan", "enable_restore_testing"),
            Map.entry("AWS::Backup::RestoreTestingSelection", "enable_restore_testing"),
            Map.entry("AWS::Budgets::Budget", "monthly_budget_usd"),
            Map.entry("AWS::CE::AnomalySubscription", "monthly_budget_usd"),
            Map.entry("AWS::Cognito::UserPoolDomain", "sign_in"),
            Map.entry("AWS::Cognito::UserPoolRiskConfigurationAttachment", "sign_in"),
            Map.entry("AWS::GlobalAccelerator::Accelerator", "enable_global_accelerator"),
            Map.entry("AWS::GlobalAccelerator::EndpointGroup", "enable_global_accelerator"),
            Map.entry("AWS::GlobalAccelerator::Listener", "enable_global_accelerator"),
            Map.entry("AWS::SES::ConfigurationSet", "configure_ses"),
            Map.entry("AWS::SES::ConfigurationSetEventDestination", "configure_ses"),
            Map.entry("AWS::SES::EmailIdentity", "configure_ses"),
            Map.entry("AWS::SES::ReceiptRule", "configure_ses"),
            Map.entry("AWS::SES::ReceiptRuleSet", "configure_ses"),
            Map.entry("AWS::SageMaker::Domain", "create_serverless_analytics_environment"),
            Map.entry("AWS::SageMaker::UserProfile", "create_serverless_analytics_environment"));

    static Stream<String> regions() {
        return KEPT.path("missing").properties().stream().map(Map.Entry::getKey);
    }

    @ParameterizedTest
    @MethodSource("regions")
    void whatARegionLacksIsRefused(String region) {
        var lacking = missing(region)
                .filter(type -> !type.equals(MLFLOW) && !type.equals(AIR_GAPPED_VAULT))
                .toList();
        assertThat(KEYS.keySet()).as("types without a key that can be refused").containsAll(lacking);

        assertThat(refused(Configuration.EVERYTHING_ON.settings(), region))
                .containsAll(lacking.stream().map(KEYS::get).toList());
    }

    @ParameterizedTest
    @MethodSource("regions")
    void whatEveryInstallationHasIsInEveryRegion(String region) {
        var types = ResourceSpecification.types(SynthesisedInstallation.of(Configuration.DEFAULT).values().stream());

        assertThat(missing(region)).doesNotContainAnyElementsOf(types);
        assertThat(refused(Configuration.DEFAULT.settings(), region)).isEmpty();
    }

    /** Analytics and accelerator have no list of their own: what is refused is refused for a type that is not there. */
    @ParameterizedTest
    @MethodSource("regions")
    void nothingElseIsRefused(String region) {
        var lacking =
                missing(region).filter(KEYS::containsKey).map(KEYS::get).collect(Collectors.toCollection(TreeSet::new));

        assertThat(refused(Configuration.EVERYTHING_ON.settings(), region))
                .filteredOn(key -> Set.of("enable_global_accelerator", "create_serverless_analytics_environment")
                        .contains(key))
                .isSubsetOf(lacking);
    }

    /** It is where copies are, which may be another region. */
    @Test
    void anAirGappedVaultIsWhereItsTypeIs() {
        assertThat(regions().filter(region -> missing(region).anyMatch(AIR_GAPPED_VAULT::equals)))
                .containsExactlyInAnyOrderElementsOf(Regions.WITHOUT_AIR_GAPPED_VAULTS);
    }

    /** Left out of the environment where it is not there. */
    @Test
    void mlflowIsWhereItsTypeIs() {
        assertThat(regions().filter(region -> missing(region).noneMatch(MLFLOW::equals)))
                .containsExactlyInAnyOrderElementsOf(Regions.MLFLOW_APPS.stream()
                        .filter(region -> KEPT.path("missing").has(region))
                        .toList());
    }

    @Test
    void everyTypeWasLookedUp() {
        var types = ResourceSpecification.types(Stream.of(Configuration.values())
                .flatMap(configuration -> SynthesisedInstallation.of(configuration).values().stream()));

        assertThat(texts(KEPT.path("types")))
                .as("run .ci/region-types --update")
                .containsAll(
                        types.stream().filter(type -> type.startsWith("AWS::")).toList());
    }

    private static List<String> refused(Map<String, Object> settings, String region) {
        var ofRegion = new HashMap<>(settings);
        ofRegion.put("certificate_arn", null);
        try {
            InstallationSettings.read(ofRegion, Optional.of(region));
            return List.of();
        } catch (InvalidSettingsException e) {
            return e.problems().stream().map(Problem::key).toList();
        }
    }

    private static Stream<String> missing(String region) {
        return texts(KEPT.path("missing").path(region)).stream();
    }

    private static List<String> texts(JsonNode array) {
        return SynthesisedTemplate.elements(array).map(JsonNode::asText).toList();
    }

    private static JsonNode kept() {
        try (var resource = RegionTypesTest.class.getResourceAsStream("region-types.json")) {
            return new ObjectMapper().readTree(resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
