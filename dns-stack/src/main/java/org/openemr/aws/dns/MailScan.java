package org.openemr.aws.dns;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openemr.aws.constructs.compliance.Accepted;
import org.openemr.aws.constructs.contract.SecurityOutputs;
import org.openemr.aws.constructs.monitoring.EventNotifications;
import org.openemr.aws.constructs.permission.ResourceArn;
import org.openemr.aws.constructs.permission.ServiceRole;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.services.events.EventField;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.guardduty.CfnMalwareProtectionPlan;
import software.amazon.awscdk.services.guardduty.CfnMalwareProtectionPlan.CFNActionsProperty;
import software.amazon.awscdk.services.guardduty.CfnMalwareProtectionPlan.CFNProtectedResourceProperty;
import software.amazon.awscdk.services.guardduty.CfnMalwareProtectionPlan.CFNTaggingProperty;
import software.amazon.awscdk.services.guardduty.CfnMalwareProtectionPlan.S3BucketProperty;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/**
 * GuardDuty scans received mail for malware once it is stored, and tags it with the result. Amazon SES has looked for viruses before; the
 * forwarder does not wait for this scan. Malware is told here, which WatchStack leaves out, and what GuardDuty was not let at. What it does
 * not look into, such as an encrypted archive, is tagged {@code UNSUPPORTED} and not told. For the role see <a
 * href="https://docs.aws.amazon.com/guardduty/latest/ug/malware-protection-s3-iam-policy-prerequisite.html">its prerequisites</a>.
 */
final class MailScan extends Construct {

    private static final String SERVICE = "malware-protection-plan.guardduty";

    /** The object that GuardDuty puts there to see whether it may. */
    private static final String TRIAL = "malware-protection-resource-validation-object";

    MailScan(Construct scope, Deployment deployment, MailBucket store, SecurityOutputs security) {
        super(scope, "MailScan");
        var role = ServiceRole.create(this, "Role", SERVICE, "Scans received mail of " + deployment.name());
        mayBeTold(role);
        mayScan(role, store);
        var plan = CfnMalwareProtectionPlan.Builder.create(this, "Plan")
                .role(role.getRoleArn())
                .protectedResource(CFNProtectedResourceProperty.builder()
                        .s3Bucket(S3BucketProperty.builder()
                                .bucketName(store.bucket().getBucketName())
                                .objectPrefixes(List.of(IncomingMail.RECEIVED))
                                .build())
                        .build())
                .actions(CFNActionsProperty.builder()
                        .tagging(CFNTaggingProperty.builder().status("ENABLED").build())
                        .build())
                .build();
        // GuardDuty tries its role when the plan is made.
        plan.getNode().addDependency(role, store);
        tell(deployment, store, security);
    }

    /** GuardDuty makes a rule of EventBridge, by which S3 tells it of new objects. */
    private static void mayBeTold(Role role) {
        var rules = ResourceArn.of("events", "rule/DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3*");
        role.addToPrincipalPolicy(PolicyStatement.Builder.create()
                .actions(List.of("events:DeleteRule", "events:PutRule", "events:PutTargets", "events:RemoveTargets"))
                .resources(List.of(rules))
                .conditions(Map.of("StringEquals", Map.of("events:ManagedBy", SERVICE + ".amazonaws.com")))
                .build());
        role.addToPrincipalPolicy(PolicyStatement.Builder.create()
                .actions(List.of("events:DescribeRule", "events:ListTargetsByRule"))
                .resources(List.of(rules))
                .build());
        Accepted.wildcardResource(
                role, rules, "GuardDuty names its rule itself, and may change those only that it manages.");
    }

    private static void mayScan(Role role, MailBucket store) {
        var bucket = store.bucket();
        var mail = bucket.arnForObjects(IncomingMail.RECEIVED + "*");
        allow(
                role,
                List.of("s3:GetBucketNotification", "s3:ListBucket", "s3:PutBucketNotification"),
                bucket.getBucketArn());
        allow(role, List.of("s3:PutObject"), bucket.arnForObjects(TRIAL));
        allow(
                role,
                List.of(
                        "s3:GetObject",
                        "s3:GetObjectTagging",
                        "s3:GetObjectVersion",
                        "s3:GetObjectVersionTagging",
                        "s3:PutObjectTagging",
                        "s3:PutObjectVersionTagging"),
                mail);
        Accepted.wildcardResource(
                role,
                "<" + Accepted.printedReference(bucket) + ".Arn>/" + IncomingMail.RECEIVED + "*",
                "Messages get their ids when they are received.");
        allow(role, List.of("kms:Decrypt", "kms:GenerateDataKey"), store.key().getKeyArn());
    }

    private static void allow(Role role, List<String> actions, String resource) {
        role.addToPrincipalPolicy(PolicyStatement.Builder.create()
                .actions(actions)
                .resources(List.of(resource))
                .build());
    }

    private void tell(Deployment deployment, MailBucket store, SecurityOutputs security) {
        var statuses = List.of("ACCESS_DENIED", "FAILED", "THREATS_FOUND");
        new EventNotifications(
                        this, "Notices", deployment, security.alarms(), security.alertKey(), security.failedEvents())
                .tell(
                        "mail-scanned",
                        "GuardDuty found malware in a received message, or could not scan it",
                        EventPattern.builder()
                                .source(List.of("aws.guardduty"))
                                .detailType(List.of("GuardDuty Malware Protection Object Scan Result"))
                                .detail(new TreeMap<>(Map.of(
                                        "s3ObjectDetails",
                                        Map.of(
                                                "bucketName",
                                                List.of(store.bucket().getBucketName())),
                                        "scanResultDetails",
                                        Map.of("scanResultStatus", statuses))))
                                .build(),
                        "OpenEMR %s: GuardDuty says %s of the received message %s. THREATS_FOUND: it is malware, delete it in the mail bucket and in the mailbox that mail is forwarded to. Else: do GuardDuty's role and the mail bucket's key still admit it?"
                                .formatted(
                                        deployment.name(),
                                        EventField.fromPath("$.detail.scanResultDetails.scanResultStatus"),
                                        EventField.fromPath("$.detail.s3ObjectDetails.objectKey")));
    }
}
