package org.openemr.aws.constructs.task;

import java.util.List;
import org.openemr.aws.constructs.compliance.Accepted;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;

/** Lets a role that starts tasks pull an image from Amazon ECR. */
public final class ImagePull {

    private ImagePull() {}

    /**
     * Lets it pull from one repository.
     *
     * @param repositoryArn its ARN; what a wildcard in it stands for is for the caller to justify
     */
    public static void grant(Role executionRole, String repositoryArn) {
        executionRole.addToPrincipalPolicy(PolicyStatement.Builder.create()
                .actions(List.of("ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"))
                .resources(List.of(repositoryArn))
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
