package org.openemr.aws.data;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openemr.aws.constructs.contract.Publication;
import org.openemr.aws.constructs.contract.SecurityOutputs;
import org.openemr.aws.constructs.monitoring.EventNotifications;
import org.openemr.aws.contracts.DataContract;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ecr.LifecycleRule;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecr.RepositoryEncryption;
import software.amazon.awscdk.services.ecr.TagMutability;
import software.amazon.awscdk.services.events.EventPattern;
import software.constructs.Construct;

/**
 * The deployment's own repository of OpenEMR's image: tasks start without Docker Hub and its limits, from bytes that nobody changes, and
 * what scans find goes to the alarm topic.
 */
final class ImageMirror extends Construct {

    private static final int RELEASES_KEPT = 10;

    private final Repository repository;

    /**
     * Creates the repository.
     *
     * @param threatDetection whether a function tells of what Amazon Inspector finds
     */
    ImageMirror(Construct scope, Deployment deployment, SecurityOutputs security, boolean threatDetection) {
        super(scope, "ImageMirror");
        repository = Repository.Builder.create(this, "Repository")
                .repositoryName(deployment.physicalName("openemr"))
                .imageTagMutability(TagMutability.IMMUTABLE)
                .imageScanOnPush(true)
                .encryption(RepositoryEncryption.KMS)
                .encryptionKey(security.dataKey())
                .lifecycleRules(List.of(LifecycleRule.builder()
                        .description("The latest releases, far more than a way back needs")
                        .maxImageCount(RELEASES_KEPT)
                        .build()))
                // A copy: what is retained would be in the way when the mirror is switched on again.
                .removalPolicy(RemovalPolicy.DESTROY)
                .emptyOnDelete(true)
                .build();
        tellOfFindings(deployment, security, threatDetection);
    }

    void publish(Publication publication) {
        publication
                .add(DataContract.IMAGE_REPOSITORY_NAME, repository.getRepositoryName())
                .add(DataContract.IMAGE_REPOSITORY_URI, repository.getRepositoryUri());
    }

    /**
     * The scan at each push, and the continuous one of Amazon Inspector, which the account switches on for all its repositories: <a
     * href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-eventbridge.html">events of ECR</a>, <a
     * href="https://docs.aws.amazon.com/inspector/latest/user/eventbridge-integration.html">of Inspector</a>.
     */
    private void tellOfFindings(Deployment deployment, SecurityOutputs security, boolean threatDetection) {
        var notifications = new EventNotifications(
                this, "Findings", deployment, security.alarms(), security.alertKey(), security.failedEvents());
        var name = deployment.physicalName("openemr");
        notifications.tell(
                "image-scan-findings",
                "Tells of serious findings of the scan of OpenEMR's image at its push",
                EventPattern.builder()
                        .source(List.of("aws.ecr"))
                        .detailType(List.of("ECR Image Scan"))
                        .detail(new TreeMap<>(Map.of(
                                "repository-name",
                                List.of(name),
                                "scan-status",
                                List.of("COMPLETE"),
                                "$or",
                                List.of(counted("CRITICAL"), counted("HIGH")))))
                        .build(),
                "The scan of OpenEMR's image in repository " + name
                        + " found something serious: openemr status counts it. Is there a newer release? openemr image check");
        if (!threatDetection) {
            tellOfInspector(notifications, name);
        }
    }

    /** Where the account has Amazon Inspector by itself. With threat detection a function tells of all of a day at once. */
    private static void tellOfInspector(EventNotifications notifications, String name) {
        notifications.tell(
                "image-inspector-findings",
                "Tells of serious findings of Amazon Inspector in OpenEMR's image",
                EventPattern.builder()
                        .source(List.of("aws.inspector2"))
                        .detailType(List.of("Inspector2 Finding"))
                        .detail(new TreeMap<>(Map.of(
                                "status",
                                List.of("ACTIVE"),
                                "severity",
                                List.of("CRITICAL", "HIGH"),
                                "resources",
                                Map.of(
                                        "details",
                                        Map.of("awsEcrContainerImage", Map.of("repositoryName", List.of(name)))))))
                        .build(),
                "Amazon Inspector found something serious in OpenEMR's image in repository " + name
                        + ". Is there a newer release? openemr image check");
    }

    private static Map<String, Object> counted(String severity) {
        return Map.of("finding-severity-counts", Map.of(severity, List.of(Map.of("numeric", List.of(">", 0)))));
    }
}
