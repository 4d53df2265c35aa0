package org.openemr.aws.security;

import org.openemr.aws.constructs.contract.Publication;
import org.openemr.aws.constructs.function.FunctionSupport;
import org.openemr.aws.constructs.monitoring.Alarms;
import org.openemr.aws.constructs.monitoring.EventNotifications;
import org.openemr.aws.constructs.stack.LayerStack;
import org.openemr.aws.constructs.stack.StackCleanup;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.contracts.SecurityContract;
import org.openemr.aws.settings.installation.SecuritySettings;
import software.amazon.awscdk.Environment;
import software.constructs.Construct;

/** Keys, web ACL, audit trail, administrator's secret and alert topics: what every other layer relies on. */
public final class SecurityStack extends LayerStack {

    public SecurityStack(Construct scope, Deployment deployment, Environment environment, SecuritySettings settings) {
        super(scope, Layer.SECURITY, deployment, environment);

        var keys = new Keys(this, deployment, settings.copyAccount(), settings.costAlerts());
        var webAcl = new WebAcl(this, deployment, settings, keys.log());
        var administrator = new AdministratorSecret(this, deployment, keys.data());
        var failedEvents = new FailedEvents(this, deployment, keys.alerts());
        var topics = new AlertTopics(this, deployment, settings, keys.alerts(), failedEvents.queue());
        var accessLogs = new AccessLogBucket(this, deployment, settings.auditTrail());
        var alarms = Alarms.from(this, deployment, topics::alarms);
        if (settings.auditTrail()) {
            new AuditTrail(this, deployment, settings, keys.log(), accessLogs.bucket()).watch(alarms, deployment);
        }
        failedEvents.watch(alarms);
        if (alarms.areWanted()) {
            AlarmEnds.tell(
                    new EventNotifications(
                            this, "AlarmEnds", deployment, topics.alarms(), keys.alerts(), failedEvents.queue()),
                    deployment);
        }
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
        new Publication(this, deployment)
                .add(SecurityContract.DATA_KEY_ARN, keys.data().getKeyArn())
                .add(SecurityContract.LOG_KEY_ARN, keys.log().getKeyArn())
                .add(SecurityContract.ALERT_KEY_ARN, keys.alerts().getKeyArn())
                .add(SecurityContract.WEB_ACL_ARN, webAcl.arn())
                .add(
                        SecurityContract.ADMINISTRATOR_SECRET_ARN,
                        administrator.secret().getSecretArn())
                .add(SecurityContract.ALARM_TOPIC_ARN, topics.alarms().getTopicArn())
                .add(
                        SecurityContract.DEPLOYMENT_EVENT_TOPIC_ARN,
                        topics.deploymentEvents().getTopicArn())
                .add(
                        SecurityContract.FAILED_EVENT_QUEUE_ARN,
                        failedEvents.queue().getQueueArn())
                .add(
                        SecurityContract.ACCESS_LOG_BUCKET_NAME,
                        accessLogs.bucket().getBucketName());
    }
}
