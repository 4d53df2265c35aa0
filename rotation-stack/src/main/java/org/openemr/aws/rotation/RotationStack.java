package org.openemr.aws.rotation;

import org.openemr.aws.constructs.compliance.Accepted;
import org.openemr.aws.constructs.contract.Publication;
import org.openemr.aws.constructs.contract.SecurityOutputs;
import org.openemr.aws.constructs.function.DatabaseCertificates;
import org.openemr.aws.constructs.monitoring.Alarms;
import org.openemr.aws.constructs.stack.LayerStack;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.contracts.ProjectVersion;
import org.openemr.aws.contracts.RotationContract;
import org.openemr.aws.settings.installation.RotationSettings;
import software.amazon.awscdk.Environment;
import software.constructs.Construct;

/** Rotation of the credentials that tasks hold. Exists unless it is switched off. */
public final class RotationStack extends LayerStack {

    public RotationStack(Construct scope, Deployment deployment, Environment environment, RotationSettings settings) {
        super(scope, Layer.ROTATION, deployment, environment);
        var security = SecurityOutputs.read(this, deployment);
        var upstream = Upstream.read(this, security, deployment, settings);
        var secrets = RotatedSecrets.of(upstream);
        // The id is part of the imported VPC, and subnets place the functions.
        Accepted.ofTemplateValidation(this, "W2001", "No resource refers to the VPC but by its subnets.");

        var certificates = new DatabaseCertificates(
                this, deployment, Layer.ROTATION, ProjectVersion.current(), upstream.dataKey(), upstream.functions());
        var retirement = new Retirement(this, deployment, upstream, secrets, certificates.secret());
        var rotation =
                new Rotation(this, deployment, upstream, secrets, certificates.secret(), retirement, settings.days());
        rotation.getNode().addDependency(certificates.fetched());
        var alarms = Alarms.from(this, deployment, security::alarms);
        rotation.watch(alarms);
        retirement.watch(alarms);
        if (settings.mail()) {
            new MailRotation(this, deployment, upstream, settings.days()).watch(alarms);
        }

        new Publication(this, deployment).add(RotationContract.RETIREMENT_MACHINE_ARN, retirement.machineArn());
        output("CredentialRetirementMachine", "Takes credentials away after a rotation", retirement.machineArn());
    }
}
