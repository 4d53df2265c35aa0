package org.openemr.aws.functions.watch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.inspector2.Inspector2Client;
import software.amazon.awssdk.services.inspector2.model.DateFilter;
import software.amazon.awssdk.services.inspector2.model.FilterCriteria;
import software.amazon.awssdk.services.inspector2.model.StringComparison;
import software.amazon.awssdk.services.inspector2.model.StringFilter;

/** Weaknesses that Amazon Inspector found in the images of a repository. */
final class ImageFindings {

    private final Inspector2Client inspector;

    ImageFindings(Inspector2Client inspector) {
        this.inspector = inspector;
    }

    /** Those of high severity that were first seen in a period, and are still there. */
    List<Finding> between(Instant from, Instant to, String repository) {
        var criteria = FilterCriteria.builder()
                .ecrImageRepositoryName(is(repository))
                .severity(is("CRITICAL"), is("HIGH"))
                .findingStatus(is("ACTIVE"))
                .firstObservedAt(DateFilter.builder()
                        .startInclusive(from)
                        .endInclusive(to.minusMillis(1))
                        .build())
                .build();
        return inspector.listFindingsPaginator(list -> list.filterCriteria(criteria)).findings().stream()
                .map(ImageFindings::read)
                .toList();
    }

    private static Finding read(software.amazon.awssdk.services.inspector2.model.Finding finding) {
        var details = Optional.ofNullable(finding.packageVulnerabilityDetails());
        return new Finding(
                finding.severityAsString(),
                finding.title(),
                finding.resources().isEmpty() ? "" : finding.resources().get(0).id(),
                details.map(each -> each.sourceUrl()).orElse(""));
    }

    private static StringFilter is(String value) {
        return StringFilter.builder()
                .comparison(StringComparison.EQUALS)
                .value(value)
                .build();
    }
}
