package org.openemr.aws.compute;

import java.util.Optional;
import java.util.regex.Pattern;
import org.openemr.aws.constructs.task.ImagePull;
import org.openemr.aws.settings.installation.ComputeSettings;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.iam.Role;

/**
 * The container image of all tasks, and where the role that starts them may pull it from.
 *
 * @param reference repository with tag or digest
 * @param repositoryArn the repository in Amazon ECR, when it is there
 */
record OpenEmrImage(String reference, Optional<String> repositoryArn) {

    private static final Pattern ECR = Pattern.compile(
            "(?<account>[0-9]{12})\\.dkr\\.ecr(-fips)?\\.(?<region>[a-z0-9-]+)\\.[a-z.]+/(?<repository>[^:@]+)[:@].*");

    /** The deployment's own copy when there is a mirror, else what the settings name; a private registry is recognised by its name. */
    static OpenEmrImage of(ComputeSettings settings, Upstream upstream) {
        if (upstream.features().imageMirror()) {
            var data = upstream.data();
            return new OpenEmrImage(
                    data.imageRepositoryUri() + ":" + settings.version(),
                    Optional.of(arn(Aws.REGION, Aws.ACCOUNT_ID, data.imageRepositoryName())));
        }
        var ecr = ECR.matcher(settings.image());
        return new OpenEmrImage(
                settings.image(),
                ecr.matches()
                        ? Optional.of(arn(ecr.group("region"), ecr.group("account"), ecr.group("repository")))
                        : Optional.empty());
    }

    private static String arn(String region, String account, String repository) {
        return "arn:%s:ecr:%s:%s:repository/%s".formatted(Aws.PARTITION, region, account, repository);
    }

    ContainerImage image() {
        return ContainerImage.fromRegistry(reference);
    }

    /** Lets the role that starts tasks pull from ECR, when the image is there. */
    void grantPull(Role executionRole) {
        repositoryArn.ifPresent(arn -> ImagePull.grant(executionRole, arn));
    }
}
