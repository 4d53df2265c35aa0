package org.openemr.aws.recovery;

import org.openemr.aws.constructs.contract.Publication;
import org.openemr.aws.constructs.contract.SecurityOutputs;
import org.openemr.aws.constructs.monitoring.Alarms;
import org.openemr.aws.constructs.stack.LayerStack;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.contracts.RecoveryContract;
import org.openemr.aws.settings.installation.Features;
import org.openemr.aws.settings.installation.RecoverySettings;
import software.amazon.awscdk.Environment;
import software.constructs.Construct;

/** Restore tests of the backups. Exists when they are wanted. */
public final class RecoveryStack extends LayerStack {

    public RecoveryStack(
            Construct scope,
            Deployment deployment,
            Environment environment,
            RecoverySettings settings,
            Features features) {
        super(scope, Layer.RECOVERY, deployment, environment);
        var security = SecurityOutputs.read(this, deployment);
        var upstream = Upstream.read(this, security, deployment, settings, features);

        var plan = new RestoreTestingPlan(this, deployment, upstream);
        var test = new RestoreTest(this, deployment, upstream, plan);
        var age = new RestoreTestAge(this, deployment, upstream, plan);
        var alarms = Alarms.from(this, deployment, security::alarms);
        test.watch(alarms);
        age.watch(alarms);

        new Publication(this, deployment).add(RecoveryContract.RESTORE_TESTING_PLAN_NAME, plan.name());
        output("RestoreTestingPlanName", "Plan of AWS Backup that restores for tests", plan.name());
    }
}
