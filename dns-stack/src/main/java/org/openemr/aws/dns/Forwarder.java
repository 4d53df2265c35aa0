package org.openemr.aws.dns;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openemr.aws.constructs.compliance.Accepted;
import org.openemr.aws.constructs.function.FunctionHandler;
import org.openemr.aws.constructs.function.FunctionSupport;
import org.openemr.aws.constructs.function.HandlerFunction;
import org.openemr.aws.constructs.monitoring.AlarmCondition;
import org.openemr.aws.constructs.monitoring.Alarms;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.settings.installation.DnsSettings;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.CronOptions;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Permission;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/** Forwards received mail to one mailbox. Lambda tries three times within six hours; what cannot be forwarded goes to a dead-letter queue, of which an alarm tells. */
final class Forwarder extends Construct {

    /** The prefix of the marks that keep a message from going out twice. */
    private static final String HANDLED = "handled/";

    /** The prefix of the notes of messages that were not forwarded, until somebody was told. */
    private static final String UNTOLD = "untold/";

    /** A message of 40 MB is held several times while it is composed. */
    private static final int MEMORY = 2048;

    private final Map<String, String> variables;
    private final HandlerFunction function;

    private Forwarder(
            Construct scope,
            Deployment deployment,
            DnsSettings settings,
            String forwardTo,
            MailAddresses addresses,
            SendingIdentity sending,
            MailBucket store,
            FunctionSupport support,
            Alarms alarms) {
        super(scope, "Forwarder");
        variables = new TreeMap<>(Map.of(
                "MAIL_BUCKET",
                store.bucket().getBucketName(),
                "RECEIVED_PREFIX",
                IncomingMail.RECEIVED,
                "HANDLED_PREFIX",
                HANDLED,
                "UNTOLD_PREFIX",
                UNTOLD,
                "MAIL_ADDRESS",
                addresses.help(),
                "FORWARD_TO",
                forwardTo,
                "IDENTITY_ARN",
                sending.identity().getEmailIdentityArn()));
        var failures = failures(deployment, store);
        function = new HandlerFunction(
                this,
                "Function",
                deployment,
                FunctionHandler.MAIL_FORWARDER,
                support,
                atOnce(settings.forwardersAtOnce())
                        .memory(MEMORY)
                        .failuresTo(failures)
                        .variables(variables));
        allow(sending, addresses, store);
        watch(failures, alarms);
        digest(deployment, sending, addresses, store, support, alarms);
    }

    /** The forwarder when there is an address to forward to. */
    static Optional<Forwarder> from(
            Construct scope,
            Deployment deployment,
            DnsSettings settings,
            SendingIdentity sending,
            MailBucket store,
            FunctionSupport support,
            Alarms alarms) {
        var addresses = new MailAddresses(settings.domain().orElseThrow());
        return settings.forwardingAddress()
                .map(forwardTo -> new Forwarder(
                        scope, deployment, settings, forwardTo, addresses, sending, store, support, alarms));
    }

    /** The places that are reserved for it, where any are. */
    private static HandlerFunction.Options atOnce(int most) {
        var options = HandlerFunction.Options.timeout(Duration.minutes(2));
        return most > 0 ? options.atOnce(most) : options;
    }

    String arn() {
        return function.function().getFunctionArn();
    }

    /** Lets a receipt rule invoke the function. */
    void admit(String ruleArn) {
        function.function()
                .addPermission(
                        "ReceiptRule",
                        Permission.builder()
                                .principal(new ServicePrincipal("ses.amazonaws.com"))
                                .sourceAccount(Aws.ACCOUNT_ID)
                                .sourceArn(ruleArn)
                                .build());
    }

    private Queue failures(Deployment deployment, MailBucket store) {
        var queue = Queue.Builder.create(this, "Failures")
                .queueName(deployment.physicalName("mail-not-forwarded"))
                .encryption(QueueEncryption.KMS)
                .encryptionMasterKey(store.key())
                .enforceSsl(true)
                .retentionPeriod(Duration.days(14))
                .build();
        Accepted.rule(queue, "SQSRedrivePolicy", "It is itself the dead-letter queue of the forwarder.");
        return queue;
    }

    private void allow(SendingIdentity sending, MailAddresses addresses, MailBucket store) {
        allowMail(function, sending, addresses, store);
        function.allow(
                List.of("s3:PutObject", "s3:DeleteObject"),
                List.of(store.bucket().arnForObjects(HANDLED + "*")));
        function.allow(List.of("s3:PutObject"), List.of(store.bucket().arnForObjects(UNTOLD + "*")));
        function.allow(List.of("s3:GetObject"), List.of(store.bucket().arnForObjects(IncomingMail.RECEIVED + "*")));
        acceptObjects(function, store, IncomingMail.RECEIVED, "Messages get their ids when they are received.");
    }

    /** What both functions do: read marks, and write to the forwarding address. */
    private static void allowMail(
            HandlerFunction function, SendingIdentity sending, MailAddresses addresses, MailBucket store) {
        function.allow(List.of("s3:GetObject"), List.of(store.bucket().arnForObjects(HANDLED + "*")));
        function.allow(
                List.of("kms:Decrypt", "kms:GenerateDataKey"),
                List.of(store.key().getKeyArn()));
        function.allow(sending.permission().of("StringEquals", List.of(addresses.help())));
        SendingPermission.acceptOn(function);
        for (var prefix : List.of(HANDLED, UNTOLD)) {
            acceptObjects(function, store, prefix, "A mark, and a note, has the id of its message.");
        }
    }

    private static void acceptObjects(HandlerFunction function, MailBucket store, String prefix, String reason) {
        function.acceptWildcardResource(
                "<" + Accepted.printedReference(store.bucket()) + ".Arn>/" + prefix + "*", reason);
    }

    /** Tells the forwarding address each morning of what was not forwarded. */
    private void digest(
            Deployment deployment,
            SendingIdentity sending,
            MailAddresses addresses,
            MailBucket store,
            FunctionSupport support,
            Alarms alarms) {
        var digest = new HandlerFunction(
                this,
                "Digest",
                deployment,
                FunctionHandler.MAIL_DIGEST,
                support,
                HandlerFunction.Options.timeout(Duration.minutes(5)).variables(variables));
        allowMail(digest, sending, addresses, store);
        digest.allow(List.of("s3:DeleteObject"), List.of(store.bucket().arnForObjects(UNTOLD + "*")));
        digest.allow(PolicyStatement.Builder.create()
                .actions(List.of("s3:ListBucket"))
                .resources(List.of(store.bucket().getBucketArn()))
                .conditions(Map.of("StringLike", Map.of("s3:prefix", UNTOLD + "*")))
                .build());
        alarms.watchFunction(
                digest, "Nobody was told of mail that was not forwarded: see the log group of the function.");
        Rule.Builder.create(this, "EachMorning")
                .ruleName(deployment.physicalName("mail-digest"))
                .description("Tells of mail that was stored and not forwarded")
                .schedule(Schedule.cron(
                        CronOptions.builder().hour("6").minute("0").build()))
                .targets(List.of(LambdaFunction.Builder.create(digest.function())
                        .deadLetterQueue(support.failedEvents())
                        .build()))
                .build();
    }

    private void watch(Queue failures, Alarms alarms) {
        alarms.watchFunction(
                function, "Mail was not forwarded at the first attempt: see the log group of the function.");
        alarms.watch(
                "NotForwarded",
                "mail-not-forwarded",
                "Mail could not be forwarded: it is in the mail bucket below received/, the queue names the message id.",
                Alarms.metric(
                        "AWS/SQS",
                        "ApproximateNumberOfMessagesVisible",
                        "Maximum",
                        Alarms.FIVE_MINUTES,
                        Map.of("QueueName", failures.getQueueName())),
                AlarmCondition.above(0));
    }
}
