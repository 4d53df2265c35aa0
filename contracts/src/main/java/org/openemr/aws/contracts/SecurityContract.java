package org.openemr.aws.contracts;

/** What SecurityStack publishes. */
public final class SecurityContract {

    /** The declarations below. */
    public static final Contract CONTRACT = new Contract(Layer.SECURITY);

    public static final Output DATA_KEY_ARN = CONTRACT.output("data-key-arn", "KMS key of stores and secrets");
    public static final Output LOG_KEY_ARN = CONTRACT.output("log-key-arn", "KMS key of log groups");
    public static final Output ALERT_KEY_ARN = CONTRACT.output("alert-key-arn", "KMS key of the topics");
    public static final Output WEB_ACL_ARN = CONTRACT.output("web-acl-arn", "WAF web ACL of the load balancer");
    public static final Output ADMINISTRATOR_SECRET_ARN = CONTRACT.output(
            "administrator-secret-arn", "Secret with user name and password of OpenEMR's administrator");
    public static final Output ALARM_TOPIC_ARN = CONTRACT.output("alarm-topic-arn", "Topic of alarms");
    public static final Output DEPLOYMENT_EVENT_TOPIC_ARN =
            CONTRACT.output("deployment-event-topic-arn", "Topic of deployment events");
    public static final Output FAILED_EVENT_QUEUE_ARN =
            CONTRACT.output("failed-event-queue-arn", "Queue of events that could not be handled");
    public static final Output ACCESS_LOG_BUCKET_NAME =
            CONTRACT.output("access-log-bucket-name", "Access logs of all buckets");

    private SecurityContract() {}
}
