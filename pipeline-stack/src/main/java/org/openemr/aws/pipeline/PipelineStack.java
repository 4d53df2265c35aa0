package org.openemr.aws.pipeline;

import org.openemr.aws.constructs.contract.Publication;
import org.openemr.aws.constructs.stack.LayerStack;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.contracts.PipelineContract;
import org.openemr.aws.settings.installation.PipelineSettings;
import software.amazon.awscdk.Environment;
import software.constructs.Construct;

/**
 * Roles that jobs of a repository assume with a token of its host: one that compares, and one that deploys. Exists when
 * {@code pipeline_repository} is set.
 */
public final class PipelineStack extends LayerStack {

    public PipelineStack(Construct scope, Deployment deployment, Environment environment, PipelineSettings settings) {
        super(scope, Layer.PIPELINE, deployment, environment);
        var host = new RepositoryHost(this, settings);
        var plan = PlanRole.create(this, deployment, host);
        var deploy = DeployRole.create(this, deployment, host, settings.copyRegion());

        new Publication(this, deployment)
                .add(PipelineContract.PLAN_ROLE_ARN, plan.getRoleArn())
                .add(PipelineContract.DEPLOY_ROLE_ARN, deploy.getRoleArn());
        output("PlanRoleArn", "Role of jobs that compare a change with what is deployed", plan.getRoleArn());
        output("DeployRoleArn", "Role of jobs that deploy", deploy.getRoleArn());
    }
}
