package org.openemr.aws.contracts;

/** What PipelineStack publishes. */
public final class PipelineContract {

    /** The declarations below. */
    public static final Contract CONTRACT = new Contract(Layer.PIPELINE);

    public static final Output PLAN_ROLE_ARN =
            CONTRACT.output("plan-role-arn", "Role of jobs that compare a change with what is deployed");
    public static final Output DEPLOY_ROLE_ARN = CONTRACT.output("deploy-role-arn", "Role of jobs that deploy");

    /** How long a session of the role of jobs that deploy lasts at most, in hours: as long as a job of GitHub, for set-up and upgrade are awaited. */
    public static final int DEPLOY_SESSION_HOURS = 6;

    /** The name of the role of jobs that plan; the pipeline's file has it before the role is there. */
    public static String planRoleName(Names names, String region) {
        return names.physicalName("pipeline-plan-" + region);
    }

    /** The name of the role of jobs that deploy. */
    public static String deployRoleName(Names names, String region) {
        return names.physicalName("pipeline-deploy-" + region);
    }

    private PipelineContract() {}
}
