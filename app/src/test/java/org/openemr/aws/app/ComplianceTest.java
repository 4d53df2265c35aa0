package org.openemr.aws.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openemr.aws.settings.installation.CompliancePacks;

/** What is accepted of the packs' findings with everything on. */
class ComplianceTest {

    private static final int MOST_ACCEPTED_PAIRS = 116;

    private static final Findings FINDINGS = ComplianceMatrix.EVERYTHING_ON;

    @Test
    void everyFindingIsAcceptedWithAReason() {
        assertThat(FINDINGS.found())
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(FINDINGS.acceptanceOf(finding))
                        .as("%s at %s", finding.id(), finding.path())
                        .hasValueSatisfying(
                                acceptance -> assertThat(acceptance.reason().split(" "))
                                        .as("the compensating control of %s", finding.id())
                                        .hasSizeGreaterThan(4)));
    }

    @Test
    void fewFindingsAreAccepted() {
        assertThat(FINDINGS.pairs()).hasSizeLessThanOrEqualTo(MOST_ACCEPTED_PAIRS);
    }

    /** An acceptance of a rule holds for all packs that have the rule, so one finding of one pack makes it needed. */
    @Test
    void nothingIsAcceptedThatIsNotFound() {
        assertThat(FINDINGS.acceptances())
                .filteredOn(acceptance -> CompliancePacks.NAMES.stream().anyMatch(acceptance.id()::startsWith))
                .filteredOn(acceptance -> FINDINGS.acceptances().stream()
                        .filter(other -> other.path().equals(acceptance.path())
                                && other.where().equals(acceptance.where())
                                && other.reason().equals(acceptance.reason()))
                        .noneMatch(other -> FINDINGS.found().stream().anyMatch(other::covers)))
                .isEmpty();
    }

    @Test
    void everyFindingIsOfAListedRule() {
        assertThat(PackRules.all()).hasSizeGreaterThan(350);
        assertThat(PackRules.all())
                .extracting(PackRules.Rule::id)
                .containsAll(FINDINGS.found().stream()
                        .map(Findings.Finding::listedId)
                        .distinct()
                        .toList());
    }
}
