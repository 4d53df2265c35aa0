package org.openemr.aws.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.constructs.fixtures.TestApp;
import org.openemr.aws.contracts.Contract;
import org.openemr.aws.contracts.Contracts;
import org.openemr.aws.contracts.Names;
import org.openemr.aws.testsupport.CdkJson;

/** What holds between the stacks, in every configuration. */
class ContractTest {

    @ParameterizedTest
    @EnumSource
    void isComplete(Configuration configuration) {
        ContractRules.assertComplete(SynthesisedInstallation.of(configuration));
    }

    @Test
    void everyDeclaredValueIsPublishedWhenEveryFeatureIsOn() {
        var published = ContractReference.EVERYTHING.values().stream()
                .flatMap(template -> template.publishedParameters().stream())
                .toList();

        assertThat(Contracts.ALL)
                .flatMap(Contract::outputs)
                .allSatisfy(output -> assertThat(published).contains(output.parameterName(Names.of("openemr"))));
    }

    /** The network gains the export task's group, which only the owner of all groups can make, and publishes it. */
    @Test
    void analyticsChangeNothingElseButWhatTheContractSays() {
        var without = SynthesisedInstallation.of(Configuration.DEFAULT);
        var with = SynthesisedInstallation.of(Configuration.ANALYTICS);

        for (var stack : List.of("SecurityStack", "DataStack", "ComputeStack")) {
            assertThat(with.get(stack).json())
                    .as(stack)
                    .isEqualTo(without.get(stack).json());
        }
        var added = new TreeSet<>(resourceIds(with.get("NetworkStack")));
        added.removeAll(resourceIds(without.get("NetworkStack")));
        assertThat(added).hasSize(4).allMatch(id -> id.contains("ExportTask"));
        assertThat(resourceIds(with.get("NetworkStack"))).containsAll(resourceIds(without.get("NetworkStack")));
    }

    private static List<String> resourceIds(SynthesisedTemplate template) {
        return template.json().path("Resources").properties().stream()
                .map(Map.Entry::getKey)
                .toList();
    }

    @Test
    void twoDeploymentsShareNoPhysicalName() {
        var one = PhysicalNames.of(SynthesisedInstallation.of(
                CdkJson.settingsWith(Map.of("deployment_name", "clinic-a")), TestApp.ENVIRONMENT));
        var other = PhysicalNames.of(SynthesisedInstallation.of(
                CdkJson.settingsWith(Map.of("deployment_name", "clinic-b")), TestApp.ENVIRONMENT));

        assertThat(one).hasSizeGreaterThan(50).doesNotContainAnyElementsOf(other);
    }
}
