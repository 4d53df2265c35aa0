package org.openemr.aws.pipeline;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openemr.aws.constructs.permission.ManagedPolicies;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.PipelineContract;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.DefaultStackSynthesizer;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/**
 * The role of jobs that deploy, after somebody let them through. It can do nothing by itself: it assumes the roles that the CDK's bootstrap
 * made for deploying, and CloudFormation acts with that of its own.
 */
final class DeployRole {

    /** Nothing is built as an image, so that the role for images is not among them. */
    private static final List<String> BOOTSTRAP_ROLES = List.of("deploy-role", "file-publishing-role");

    private DeployRole() {}

    static Role create(Construct scope, Deployment deployment, RepositoryHost host, Optional<String> copyRegion) {
        var role = Role.Builder.create(scope, "DeployRole")
                .roleName(PipelineContract.deployRoleName(deployment, Aws.REGION))
                .description("Jobs of the pipeline that deploy")
                .assumedBy(host.deployingJobs())
                .maxSessionDuration(Duration.hours(PipelineContract.DEPLOY_SESSION_HOURS))
                .build();
        ManagedPolicies.in(role);
        DeployedState.mayBeReadBy(role, deployment);
        var regions = Stream.concat(Stream.of(Aws.REGION), copyRegion.stream());
        role.addToPrincipalPolicy(PolicyStatement.Builder.create()
                .actions(List.of("sts:AssumeRole"))
                .resources(regions.flatMap(
                                region -> BOOTSTRAP_ROLES.stream().map(name -> arn(deployment, name, region)))
                        .toList())
                .build());
        return role;
    }

    /** <a href="https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html">Roles of the bootstrap</a>. */
    private static String arn(Deployment deployment, String name, String region) {
        var qualifier = deployment.bootstrapQualifier().orElse(DefaultStackSynthesizer.DEFAULT_QUALIFIER);
        return "arn:%s:iam::%s:role/cdk-%s-%s-%s-%s"
                .formatted(Aws.PARTITION, Aws.ACCOUNT_ID, qualifier, name, Aws.ACCOUNT_ID, region);
    }
}
