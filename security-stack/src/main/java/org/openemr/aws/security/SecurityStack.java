package org.openemr.aws.security;

import org.openemr.aws.contracts.Alarms;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.EventNotifications;
import org.openemr.aws.contracts.FunctionSupport;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.contracts.LayerStack;
import org.openemr.aws.contracts.StackCleanup;
import org.openemr.aws.contracts.outputs.SecurityOutputs;
import org.openemr.aws.settings.installation.SecuritySettings;
import software.amazon.awscdk.Environment;
import software.constructs.Construct;

/** Keys, web ACL, audit trail, administrator's secret and alert topics: what every other layer relies on. */
public final class SecurityStack extends LayerStack {

    public SecurityStack(Construct scope, Deployment deployment, Environment environment, SecuritySettings settings) {
        super(scope, Layer.SECURITY, deployment, environment);

        var keys = new Keys(this, deployment);
        var webAcl = new WebAcl(this, deployment, settings, keys.log());
        var administrator = new AdministratorSecret(this, deployment, keys.data());
        var failedEvents = new FailedEvents(this, deployment, keys.alerts());
        var topics = new AlertTopics(this, deployment, settings, keys.alerts(), failedEvents.queue());
        var accessLogs = new AccessLogBucket(this, deployment, settings.auditTrail());
        var alarms = Alarms.from(this, deployment, topics::alarms);
        if (settings.auditTrail()) {
            new AuditTrail(this, deployment, keys.log(), accessLogs.bucket()).watch(alarms, deployment);
        }
        failedEvents.watch(alarms);
        WebAclAlarms.watch(alarms, deployment);
        StackEvents.tell(
                new EventNotifications(
                        this,
                        "StackEvents",
                        deployment,
                        topics.deploymentEvents(),
                        keys.alerts(),
                        failedEvents.queue()),
                deployment);

        StackCleanup.of(
                this,
                deployment,
                Layer.SECURITY,
                () -> new FunctionSupport(keys.log(), failedEvents.queue(), keys.alerts()));
        var outputs = new SecurityOutputs(
                keys.data(),
                keys.log(),
                keys.alerts(),
                webAcl.arn(),
                administrator.secret(),
                topics.alarms(),
                topics.deploymentEvents(),
                failedEvents.queue(),
                accessLogs.bucket());
        SecurityOutputs.CONTRACT.publish(outputs, this, deployment);
    }
}
