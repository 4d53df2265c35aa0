package org.openemr.aws.operator.status;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.FindingSeverity;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;

/** What the scan of the image in the deployment's own repository found. */
final class ImageScan {

    private static final String WHAT = "image scan";

    private ImageScan() {}

    /**
     * The scan of the image that runs.
     *
     * @param image as the task definition names it
     */
    static Finding of(EcrClient ecr, String repository, String image) {
        if (!image.contains("/" + repository + ":")) {
            return Finding.warn(
                    WHAT, "tasks do not run from the mirror yet", "npx cdk deploy --exclusively ComputeStack");
        }
        var tag = image.substring(image.lastIndexOf(':') + 1);
        return ecr
                .describeImages(describe -> describe.repositoryName(repository)
                        .imageIds(ImageIdentifier.builder().imageTag(tag).build()))
                .imageDetails()
                .stream()
                .filter(found -> found.imageScanFindingsSummary() != null)
                .map(found -> finding(found.imageScanFindingsSummary().findingSeverityCounts()))
                .findFirst()
                .orElseGet(() -> Finding.pass(WHAT, "no result yet"));
    }

    private static Finding finding(Map<FindingSeverity, Integer> counts) {
        var serious = Stream.of(FindingSeverity.CRITICAL, FindingSeverity.HIGH)
                .filter(severity -> counts.getOrDefault(severity, 0) > 0)
                .map(severity -> counts.get(severity) + " " + severity)
                .collect(Collectors.joining(", "));
        return serious.isEmpty()
                ? Finding.pass(WHAT, "nothing serious")
                : Finding.warn(WHAT, serious, "openemr image check: is there a newer release?");
    }
}
