package org.openemr.aws.functions.watch;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFinding;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFindingFilters;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFindingIdentifier;
import software.amazon.awssdk.services.securityhub.model.StringFilter;
import software.amazon.awssdk.services.securityhub.model.StringFilterComparison;
import software.amazon.awssdk.services.securityhub.model.WorkflowStatus;

/**
 * Failed checks of Security Hub that nobody was told of. The hub says so itself, by a finding's workflow status, which it sets back to NEW
 * when a check fails again, see <a
 * href="https://docs.aws.amazon.com/securityhub/latest/userguide/findings-workflow-status.html">workflow status</a>.
 */
final class HubFindings {

    /** The largest number that the hub takes at once. */
    private static final int AT_ONCE = 100;

    private final SecurityHubClient securityHub;

    HubFindings(SecurityHubClient securityHub) {
        this.securityHub = securityHub;
    }

    /**
     * The findings.
     *
     * @param most how many; the rest comes with the next question
     */
    List<AwsSecurityFinding> untold(int most) {
        var filters = AwsSecurityFindingFilters.builder()
                .severityLabel(is("CRITICAL"), is("HIGH"))
                // Of checks only: what other services find has no such status, and is told by themselves.
                .complianceStatus(is("FAILED"))
                .recordState(is("ACTIVE"))
                .workflowStatus(is("NEW"))
                .build();
        return securityHub.getFindingsPaginator(get -> get.filters(filters).maxResults(AT_ONCE)).findings().stream()
                .limit(most)
                .toList();
    }

    /** Notes that somebody was told. Returns how many the hub did not take. */
    int told(List<AwsSecurityFinding> findings) {
        return IntStream.iterate(0, first -> first < findings.size(), first -> first + AT_ONCE)
                .mapToObj(first -> findings.subList(first, Math.min(first + AT_ONCE, findings.size())))
                .mapToInt(this::note)
                .sum();
    }

    private int note(List<AwsSecurityFinding> findings) {
        var ids = findings.stream()
                .map(finding -> AwsSecurityFindingIdentifier.builder()
                        .id(finding.id())
                        .productArn(finding.productArn())
                        .build())
                .toList();
        return securityHub
                .batchUpdateFindings(update ->
                        update.findingIdentifiers(ids).workflow(workflow -> workflow.status(WorkflowStatus.NOTIFIED)))
                .unprocessedFindings()
                .size();
    }

    /** What a finding says, for people. */
    static Finding read(AwsSecurityFinding finding) {
        return new Finding(
                finding.severity().labelAsString(),
                finding.title(),
                finding.resources().isEmpty() ? "" : finding.resources().get(0).id(),
                Optional.ofNullable(finding.remediation())
                        .map(remediation -> remediation.recommendation())
                        .map(recommendation -> recommendation.url())
                        .orElse(""));
    }

    private static StringFilter is(String value) {
        return StringFilter.builder()
                .comparison(StringFilterComparison.EQUALS)
                .value(value)
                .build();
    }
}
