package org.openemr.aws.operator.status;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.DescribeImageScanFindingsResponse;
import software.amazon.awssdk.services.ecr.model.FindingSeverity;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.ecr.model.ScanNotFoundException;

/** What the scan of the image in the deployment's own repository found. */
public final class ImageScan {

    private static final String WHAT = "image scan";

    private ImageScan() {}

    /**
     * The scan of the image that runs.
     *
     * @param image as the task definition names it
     */
    public static Finding of(EcrClient ecr, String repository, String image) {
        if (!image.contains("/" + repository + ":")) {
            return Finding.warn(
                    WHAT, "tasks do not run from the mirror yet", "npx cdk deploy --exclusively ComputeStack");
        }
        var tag = image.substring(image.lastIndexOf(':') + 1);
        try {
            return finding(ecr.describeImageScanFindings(describe -> describe.repositoryName(repository)
                    .imageId(ImageIdentifier.builder().imageTag(tag).build())));
        } catch (ScanNotFoundException e) {
            return Finding.pass(WHAT, "no result yet");
        } catch (ImageNotFoundException | RepositoryNotFoundException e) {
            return Finding.fail(
                    WHAT, "the image that runs is not in the mirror: no task can start", "openemr image mirror");
        }
    }

    private static Finding finding(DescribeImageScanFindingsResponse scan) {
        return switch (scan.imageScanStatus().status()) {
            case COMPLETE, ACTIVE -> finding(scan.imageScanFindings().findingSeverityCounts());
            case PENDING, IN_PROGRESS -> Finding.pass(WHAT, "no result yet");
            default ->
                Finding.warn(
                        WHAT,
                        scan.imageScanStatus().statusAsString(),
                        "Look at the image in Amazon ECR: it was not scanned to its end");
        };
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
