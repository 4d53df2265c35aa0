package org.openemr.aws.compute;

import java.util.List;
import java.util.regex.Pattern;
import org.openemr.aws.constructs.compliance.Accepted;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;

/**
 * The container image of all tasks; a private registry of the account is recognised by its name.
 *
 * @param reference repository with tag or digest
 */
record OpenEmrImage(String reference) {

    private static final Pattern ECR = Pattern.compile(
            "(?<account>[0-9]{12})\\.dkr\\.ecr(-fips)?\\.(?<region>[a-z0-9-]+)\\.[a-z.]+/(?<repository>[^:@]+)[:@].*");

    ContainerImage image() {
        return ContainerImage.fromRegistry(reference);
    }

    /** Lets the role that starts tasks pull from ECR, when the image is there. */
    void grantPull(Role executionRole) {
        var ecr = ECR.matcher(reference);
        if (!ecr.matches()) {
            return;
        }
        executionRole.addToPrincipalPolicy(PolicyStatement.Builder.create()
                .actions(List.of("ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"))
                .resources(List.of("arn:%s:ecr:%s:%s:repository/%s"
                        .formatted(Aws.PARTITION, ecr.group("region"), ecr.group("account"), ecr.group("repository"))))
                .build());
        executionRole.addToPrincipalPolicy(PolicyStatement.Builder.create()
                .actions(List.of("ecr:GetAuthorizationToken"))
                .resources(List.of("*"))
                .build());
        Accepted.wildcardResource(
                executionRole,
                "*",
                "ecr:GetAuthorizationToken has no resource-level permission; the pull itself names one repository.");
    }
}
