package org.openemr.aws.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openemr.aws.constructs.function.FunctionHandler;
import org.openemr.aws.constructs.function.FunctionSupport;
import org.openemr.aws.constructs.function.HandlerFunction;
import org.openemr.aws.constructs.monitoring.AlarmCondition;
import org.openemr.aws.constructs.monitoring.Alarms;
import org.openemr.aws.constructs.permission.ResourceArn;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.route53.IHostedZone;
import software.amazon.awscdk.services.route53.MxRecord;
import software.amazon.awscdk.services.route53.MxRecordValue;
import software.amazon.awscdk.services.ses.CfnReceiptRule;
import software.amazon.awscdk.services.ses.CfnReceiptRule.ActionProperty;
import software.amazon.awscdk.services.ses.CfnReceiptRule.LambdaActionProperty;
import software.amazon.awscdk.services.ses.CfnReceiptRule.S3ActionProperty;
import software.amazon.awscdk.services.ses.ReceiptRuleSet;
import software.constructs.Construct;

/**
 * Mail to help@ the domain: received over TLS only, checked for spam and viruses, stored, and forwarded when there is a
 * forwarder. The rule set, its own or one of the account, becomes the active one of the region during deployment, unless another is.
 */
final class IncomingMail extends Construct {

    /** Where messages are in the bucket; the forwarder reads them there. */
    static final String RECEIVED = "received/";

    private final Deployment deployment;
    private final String ruleSetName;
    private final String ruleName;

    IncomingMail(
            Construct scope,
            Deployment deployment,
            IHostedZone zone,
            MailAddresses addresses,
            Optional<String> sharedRuleSet,
            MailBucket store,
            Optional<Forwarder> forwarder,
            FunctionSupport support,
            Alarms alarms) {
        super(scope, "IncomingMail");
        this.deployment = deployment;
        ruleSetName = sharedRuleSet.orElseGet(() -> deployment.physicalName("mail"));
        ruleName = deployment.physicalName("help");
        MxRecord.Builder.create(this, "Mx")
                .zone(zone)
                .values(List.of(MxRecordValue.builder()
                        .priority(10)
                        .hostName("inbound-smtp." + Aws.REGION + ".amazonaws.com")
                        .build()))
                .build();
        admitAmazonSes(store);
        var rule = CfnReceiptRule.Builder.create(this, "Rule")
                .ruleSetName(ruleSetName)
                .rule(CfnReceiptRule.RuleProperty.builder()
                        .name(ruleName)
                        .recipients(List.of(addresses.help()))
                        .enabled(true)
                        .scanEnabled(true)
                        .tlsPolicy("Require")
                        .actions(actions(store, forwarder))
                        .build())
                .build();
        if (sharedRuleSet.isEmpty()) {
            rule.getNode().addDependency(ownRuleSet());
        }
        // SES tries its access to bucket, key and function when the rule is made.
        rule.getNode().addDependency(store);
        forwarder.ifPresent(function -> function.admit(ruleArn()));
        forwarder.ifPresent(rule.getNode()::addDependency);
        activate(rule, sharedRuleSet.isEmpty(), support, alarms);
        watch(alarms);
    }

    /**
     * A message that Amazon SES could not hand to bucket or function is tried again for four hours and then given up. See <a
     * href="https://docs.aws.amazon.com/ses/latest/dg/receiving-email-metrics.html">metrics of receiving</a>.
     */
    private void watch(Alarms alarms) {
        alarms.watch(
                "NotStored",
                "mail-not-stored",
                "Amazon SES gave a received message up: look in the mail bucket below received/ whether it is there. If not it is lost,"
                        + " and its sender has to write again. Do the policies of bucket, key and function still admit Amazon SES?",
                Alarms.metric("AWS/SES", "PublishExpired", "Sum", Alarms.FIVE_MINUTES, Map.of("RuleName", ruleName)),
                AlarmCondition.above(0));
    }

    private ReceiptRuleSet ownRuleSet() {
        return ReceiptRuleSet.Builder.create(this, "RuleSet")
                .receiptRuleSetName(ruleSetName)
                .build();
    }

    private static List<ActionProperty> actions(MailBucket store, Optional<Forwarder> forwarder) {
        var actions = new ArrayList<ActionProperty>();
        actions.add(ActionProperty.builder()
                .s3Action(S3ActionProperty.builder()
                        .bucketName(store.bucket().getBucketName())
                        .objectKeyPrefix(RECEIVED)
                        .build())
                .build());
        forwarder.ifPresent(function -> actions.add(ActionProperty.builder()
                .lambdaAction(LambdaActionProperty.builder()
                        .functionArn(function.arn())
                        .invocationType("Event")
                        .build())
                .build()));
        return actions;
    }

    /**
     * For this account and this rule only, see <a
     * href="https://docs.aws.amazon.com/ses/latest/dg/receiving-email-permissions.html">permissions for receiving</a>.
     */
    private void admitAmazonSes(MailBucket store) {
        Map<String, Object> ofThisRule = Map.of(
                "StringEquals", new TreeMap<>(Map.of("aws:SourceAccount", Aws.ACCOUNT_ID, "aws:SourceArn", ruleArn())));
        store.bucket()
                .addToResourcePolicy(statement("StoreReceivedMail", ofThisRule)
                        .actions(List.of("s3:PutObject"))
                        .resources(List.of(store.bucket().arnForObjects(RECEIVED + "*")))
                        .build());
        store.key()
                .addToResourcePolicy(statement("EncryptReceivedMail", ofThisRule)
                        .actions(List.of("kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*"))
                        .resources(List.of("*"))
                        .build());
    }

    private static PolicyStatement.Builder statement(String sid, Map<String, Object> conditions) {
        return PolicyStatement.Builder.create()
                .sid(sid)
                .principals(List.of(new ServicePrincipal("ses.amazonaws.com")))
                .conditions(conditions);
    }

    private void activate(CfnReceiptRule rule, boolean isOwn, FunctionSupport support, Alarms alarms) {
        var function = new HandlerFunction(
                this,
                "ActivationFunction",
                deployment,
                FunctionHandler.RECEIPT_RULES,
                support,
                HandlerFunction.Options.timeout(Duration.minutes(2)));
        function.allow(List.of("ses:DescribeActiveReceiptRuleSet", "ses:SetActiveReceiptRuleSet"), List.of("*"));
        function.acceptWildcardResource(
                "*",
                "Which receipt rule set is active is a property of the region and has no resource-level permission.");
        function.allow(List.of("cloudformation:DescribeStacks"), List.of(Aws.STACK_ID));
        alarms.watchFunction(function, "The receipt rule set was not activated: mail in does not work.");
        var activation = function.customResource(
                this,
                "Activation",
                "Custom::OpenEmrReceiptRules",
                Map.of("RuleSetName", ruleSetName, "RuleName", ruleName, "Own", String.valueOf(isOwn)));
        activation.getNode().addDependency(rule);
    }

    private String ruleArn() {
        return ResourceArn.of("ses", "receipt-rule-set/%s:receipt-rule/%s".formatted(ruleSetName, ruleName));
    }
}
