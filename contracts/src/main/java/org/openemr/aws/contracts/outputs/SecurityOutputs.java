package org.openemr.aws.contracts.outputs;

import java.util.List;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.FunctionSupport;
import org.openemr.aws.contracts.Layer;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretAttributes;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueAttributes;

/**
 * What SecurityStack gives to the layers below it.
 *
 * @param dataKey encrypts the database, the cache, the file systems, the backups and the secrets
 * @param logKey encrypts the log groups of this deployment
 * @param alertKey encrypts the topics
 * @param webAclArn the WAF web ACL for the load balancer
 * @param administrator user name and password of OpenEMR's first administrator
 * @param alarms the topic that alarms notify
 * @param deploymentEvents the topic for deployments that fail
 * @param failedEvents the queue of events that could not be handled
 * @param accessLogs the bucket that receives the access logs of all buckets
 */
public record SecurityOutputs(
        IKey dataKey,
        IKey logKey,
        IKey alertKey,
        String webAclArn,
        ISecret administrator,
        ITopic alarms,
        ITopic deploymentEvents,
        IQueue failedEvents,
        IBucket accessLogs) {

    private static final Output<SecurityOutputs> DATA_KEY_ARN = new Output<>(
            "data-key-arn",
            "KMS key of stores and secrets",
            outputs -> outputs.dataKey().getKeyArn());
    private static final Output<SecurityOutputs> LOG_KEY_ARN = new Output<>(
            "log-key-arn", "KMS key of log groups", outputs -> outputs.logKey().getKeyArn());
    private static final Output<SecurityOutputs> ALERT_KEY_ARN = new Output<>(
            "alert-key-arn",
            "KMS key of the topics",
            outputs -> outputs.alertKey().getKeyArn());
    private static final Output<SecurityOutputs> WEB_ACL_ARN =
            new Output<>("web-acl-arn", "WAF web ACL of the load balancer", SecurityOutputs::webAclArn);
    private static final Output<SecurityOutputs> ADMINISTRATOR_SECRET_ARN = new Output<>(
            "administrator-secret-arn",
            "Secret with user name and password of OpenEMR's administrator",
            outputs -> outputs.administrator().getSecretArn());
    private static final Output<SecurityOutputs> ALARM_TOPIC_ARN = new Output<>(
            "alarm-topic-arn", "Topic of alarms", outputs -> outputs.alarms().getTopicArn());
    private static final Output<SecurityOutputs> DEPLOYMENT_EVENT_TOPIC_ARN = new Output<>(
            "deployment-event-topic-arn",
            "Topic of deployment events",
            outputs -> outputs.deploymentEvents().getTopicArn());

    private static final Output<SecurityOutputs> FAILED_EVENT_QUEUE_ARN = new Output<>(
            "failed-event-queue-arn",
            "Queue of events that could not be handled",
            outputs -> outputs.failedEvents().getQueueArn());
    private static final Output<SecurityOutputs> ACCESS_LOG_BUCKET_NAME = new Output<>(
            "access-log-bucket-name",
            "Access logs of all buckets",
            outputs -> outputs.accessLogs().getBucketName());

    /** The list from which the parameters are written and read. */
    public static final Contract<SecurityOutputs> CONTRACT = new Contract<>(
            Layer.SECURITY,
            List.of(
                    DATA_KEY_ARN,
                    LOG_KEY_ARN,
                    ALERT_KEY_ARN,
                    WEB_ACL_ARN,
                    ADMINISTRATOR_SECRET_ARN,
                    ALARM_TOPIC_ARN,
                    DEPLOYMENT_EVENT_TOPIC_ARN,
                    FAILED_EVENT_QUEUE_ARN,
                    ACCESS_LOG_BUCKET_NAME));

    /** What a consumer may ask for; each part becomes a template parameter only when it is asked for, and only once. */
    public static Imported read(Stack stack, Deployment deployment) {
        return new Imported(CONTRACT.reader(stack, deployment));
    }

    /** The parts of the contract as constructs of the consumer; a stack asks for each at most once. */
    public static final class Imported {

        private final ContractReader<SecurityOutputs> contract;

        private Imported(ContractReader<SecurityOutputs> contract) {
            this.contract = contract;
        }

        public IKey dataKey() {
            return Key.fromKeyArn(contract.imports(), "DataKey", contract.value(DATA_KEY_ARN));
        }

        public IKey logKey() {
            return Key.fromKeyArn(contract.imports(), "LogKey", contract.value(LOG_KEY_ARN));
        }

        public IKey alertKey() {
            return Key.fromKeyArn(contract.imports(), "AlertKey", contract.value(ALERT_KEY_ARN));
        }

        public String webAclArn() {
            return contract.value(WEB_ACL_ARN);
        }

        /**
         * The administrator's secret.
         *
         * @param dataKey the key it is encrypted with
         */
        public ISecret administrator(IKey dataKey) {
            return Secret.fromSecretAttributes(
                    contract.imports(),
                    "Administrator",
                    SecretAttributes.builder()
                            .secretCompleteArn(contract.value(ADMINISTRATOR_SECRET_ARN))
                            .encryptionKey(dataKey)
                            .build());
        }

        public ITopic alarms() {
            return Topic.fromTopicArn(contract.imports(), "Alarms", contract.value(ALARM_TOPIC_ARN));
        }

        public ITopic deploymentEvents() {
            return Topic.fromTopicArn(
                    contract.imports(), "DeploymentEvents", contract.value(DEPLOYMENT_EVENT_TOPIC_ARN));
        }

        /** What functions of the consumer need. */
        public FunctionSupport functionSupport() {
            return functionSupport(logKey(), alertKey());
        }

        /** The same for a consumer that has the keys already. */
        public FunctionSupport functionSupport(IKey logKey, IKey alertKey) {
            return new FunctionSupport(logKey, failedEvents(alertKey), alertKey);
        }

        /** Where S3 logs the accesses to a bucket of the consumer. */
        public IBucket accessLogs() {
            return Bucket.fromBucketName(contract.imports(), "AccessLogs", contract.value(ACCESS_LOG_BUCKET_NAME));
        }

        /** The queue of events that could not be handled, with its key. */
        private IQueue failedEvents(IKey alertKey) {
            return Queue.fromQueueAttributes(
                    contract.imports(),
                    "FailedEvents",
                    QueueAttributes.builder()
                            .queueArn(contract.value(FAILED_EVENT_QUEUE_ARN))
                            .keyArn(alertKey.getKeyArn())
                            .build());
        }
    }
}
