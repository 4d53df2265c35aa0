package org.openemr.aws.constructs.contract;

import org.openemr.aws.constructs.function.FunctionSupport;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.contracts.Names;
import org.openemr.aws.contracts.SecurityContract;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueAttributes;

/** What a stack takes from SecurityStack; each part becomes a template parameter when it is asked for. */
public final class SecurityOutputs {

    private final ContractReader contract;

    private SecurityOutputs(ContractReader contract) {
        this.contract = contract;
    }

    public static SecurityOutputs read(Stack stack, Names names) {
        return new SecurityOutputs(new ContractReader(stack, names, Layer.SECURITY));
    }

    /** Encrypts the database, the cache, the file systems, the backups and the secrets. */
    public IKey dataKey() {
        return contract.construct("DataKey", SecurityContract.DATA_KEY_ARN, Key::fromKeyArn);
    }

    /** Encrypts the log groups of this deployment. */
    public IKey logKey() {
        return contract.construct("LogKey", SecurityContract.LOG_KEY_ARN, Key::fromKeyArn);
    }

    /** Encrypts the topics, and the queue of events that could not be handled. */
    public IKey alertKey() {
        return contract.construct("AlertKey", SecurityContract.ALERT_KEY_ARN, Key::fromKeyArn);
    }

    /** The WAF web ACL for the load balancer. */
    public String webAclArn() {
        return contract.value(SecurityContract.WEB_ACL_ARN);
    }

    /** User name and password of OpenEMR's first administrator. */
    public ISecret administrator() {
        return contract.secret("Administrator", SecurityContract.ADMINISTRATOR_SECRET_ARN, dataKey());
    }

    /** The topic that alarms notify. */
    public ITopic alarms() {
        return contract.construct("Alarms", SecurityContract.ALARM_TOPIC_ARN, Topic::fromTopicArn);
    }

    /** The topic for deployments that fail. */
    public ITopic deploymentEvents() {
        return contract.construct("DeploymentEvents", SecurityContract.DEPLOYMENT_EVENT_TOPIC_ARN, Topic::fromTopicArn);
    }

    /** What functions of the consumer need. */
    public FunctionSupport functionSupport() {
        return new FunctionSupport(logKey(), failedEvents(), alertKey());
    }

    /** The queue of events that could not be handled. */
    public IQueue failedEvents() {
        return contract.construct(
                "FailedEvents",
                SecurityContract.FAILED_EVENT_QUEUE_ARN,
                (scope, id, arn) -> Queue.fromQueueAttributes(
                        scope,
                        id,
                        QueueAttributes.builder()
                                .queueArn(arn)
                                .keyArn(alertKey().getKeyArn())
                                .build()));
    }

    /** Where S3 logs the accesses to a bucket of the consumer. */
    public IBucket accessLogs() {
        return contract.construct("AccessLogs", SecurityContract.ACCESS_LOG_BUCKET_NAME, Bucket::fromBucketName);
    }
}
