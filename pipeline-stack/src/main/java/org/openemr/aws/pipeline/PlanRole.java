package org.openemr.aws.pipeline;

import org.openemr.aws.constructs.permission.ManagedPolicies;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.PipelineContract;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/**
 * The role of jobs that say what a change does. They run what somebody proposes, and nobody has read yet: so it reads templates, and not,
 * as the bootstrap's lookup role does, whatever is in the account.
 */
final class PlanRole {

    private static final int SESSION_HOURS = 1;

    private PlanRole() {}

    static Role create(Construct scope, Deployment deployment, RepositoryHost host) {
        var role = Role.Builder.create(scope, "PlanRole")
                .roleName(PipelineContract.planRoleName(deployment, Aws.REGION))
                .description("Jobs of the pipeline that compare a change with what is deployed")
                .assumedBy(host.planningJobs())
                .maxSessionDuration(Duration.hours(SESSION_HOURS))
                .build();
        ManagedPolicies.in(role);
        DeployedState.mayBeReadBy(role, deployment);
        return role;
    }
}
