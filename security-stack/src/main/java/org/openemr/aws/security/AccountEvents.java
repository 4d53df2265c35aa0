package org.openemr.aws.security;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openemr.aws.constructs.monitoring.AlarmCondition;
import org.openemr.aws.constructs.monitoring.Alarms;
import org.openemr.aws.constructs.monitoring.LogMetrics;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.PascalCase;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.constructs.Construct;

/**
 * Alarms on events of the account that the CIS AWS Foundations Benchmark asks to be told of (its section on monitoring), as
 * far as they concern this deployment. They are counted in the audit trail's log group, hence exist with the trail only.
 */
final class AccountEvents extends Construct {

    /**
     * A deployment changes roles, groups and routes through the role that the CDK's bootstrap made, which CloudFormation alone may
     * assume: it is known, and would ring each time.
     */
    private static final String NOT_BY_THE_CDK =
            " && (($.userIdentity.sessionContext.sessionIssuer.userName NOT EXISTS)"
                    + " || ($.userIdentity.sessionContext.sessionIssuer.userName != \"cdk-*-cfn-exec-role-*\"))";

    private static final List<Watched> WATCHED = List.of(
            new Watched(
                    "account-root-use",
                    "The root user was used: find out who and why, and lock its credentials away.",
                    "{ $.userIdentity.type = \"Root\" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != \"AwsServiceEvent\" }",
                    0),
            new Watched(
                    "account-denied-calls",
                    "Many calls were denied: somebody probes, or a role lacks a permission; see errorCode in the trail.",
                    "{ ($.errorCode = \"*UnauthorizedOperation\") || ($.errorCode = \"AccessDenied*\") }",
                    10),
            new Watched(
                    "account-sign-in-without-mfa",
                    "Somebody signed in to the console without a second factor: ask for one in IAM.",
                    "{ ($.eventName = \"ConsoleLogin\") && ($.additionalEventData.MFAUsed != \"Yes\") && ($.userIdentity.type = \"IAMUser\") && ($.responseElements.ConsoleLogin = \"Success\") }",
                    0),
            new Watched(
                    "account-failed-sign-ins",
                    "Sign-ins to the console fail again and again: somebody may guess passwords.",
                    "{ ($.eventName = \"ConsoleLogin\") && ($.errorMessage = \"Failed authentication\") }",
                    5),
            new Watched(
                    "account-iam-changes",
                    "Policies of IAM changed, and not by a deployment of the CDK: see who called.",
                    byHand(
                            "DeleteGroupPolicy",
                            "DeleteRolePolicy",
                            "DeleteUserPolicy",
                            "PutGroupPolicy",
                            "PutRolePolicy",
                            "PutUserPolicy",
                            "CreatePolicy",
                            "DeletePolicy",
                            "CreatePolicyVersion",
                            "DeletePolicyVersion",
                            "AttachRolePolicy",
                            "DetachRolePolicy",
                            "AttachUserPolicy",
                            "DetachUserPolicy",
                            "AttachGroupPolicy",
                            "DetachGroupPolicy"),
                    0),
            new Watched(
                    "account-trail-changes",
                    "The audit trail was changed or stopped: start it again and find out who did it.",
                    anyOf("CreateTrail", "UpdateTrail", "DeleteTrail", "StartLogging", "StopLogging"),
                    0),
            new Watched(
                    "account-keys-at-risk",
                    "A KMS key was disabled or scheduled for deletion: cancel it, or data becomes unreadable for ever.",
                    "{ ($.eventSource = \"kms.amazonaws.com\") && (($.eventName = \"DisableKey\") || ($.eventName = \"ScheduleKeyDeletion\")) }",
                    0),
            new Watched(
                    "account-bucket-policies",
                    "Who may use a bucket was changed: compare its policy with the template.",
                    "{ ($.eventSource = \"s3.amazonaws.com\") && "
                            + any(
                                    "PutBucketAcl",
                                    "PutBucketPolicy",
                                    "PutBucketCors",
                                    "PutBucketLifecycle",
                                    "PutBucketReplication",
                                    "DeleteBucketPolicy",
                                    "DeleteBucketCors",
                                    "DeleteBucketLifecycle",
                                    "DeleteBucketReplication")
                            + NOT_BY_THE_CDK + " }",
                    0),
            new Watched(
                    "account-security-groups",
                    "A security group changed, and not by a deployment of the CDK: its rules are in NetworkStack.",
                    byHand(
                            "AuthorizeSecurityGroupIngress",
                            "AuthorizeSecurityGroupEgress",
                            "RevokeSecurityGroupIngress",
                            "RevokeSecurityGroupEgress",
                            "CreateSecurityGroup",
                            "DeleteSecurityGroup"),
                    0),
            new Watched(
                    "account-routes",
                    "Routes changed: traffic may take another way.",
                    byHand(
                            "CreateRoute",
                            "CreateRouteTable",
                            "ReplaceRoute",
                            "ReplaceRouteTableAssociation",
                            "DeleteRouteTable",
                            "DeleteRoute",
                            "DisassociateRouteTable"),
                    0),
            new Watched(
                    "account-gateways",
                    "A gateway of a network was made, attached or removed.",
                    byHand(
                            "CreateCustomerGateway",
                            "DeleteCustomerGateway",
                            "AttachInternetGateway",
                            "CreateInternetGateway",
                            "DeleteInternetGateway",
                            "DetachInternetGateway"),
                    0),
            new Watched(
                    "account-vpc-changes",
                    "A VPC, or a peering of one, was made, changed or removed.",
                    byHand(
                            "CreateVpc",
                            "DeleteVpc",
                            "ModifyVpcAttribute",
                            "AcceptVpcPeeringConnection",
                            "CreateVpcPeeringConnection",
                            "DeleteVpcPeeringConnection",
                            "RejectVpcPeeringConnection"),
                    0));

    AccountEvents(Construct scope, Deployment deployment, ILogGroup trailLogs, Alarms alarms) {
        super(scope, "AccountEvents");
        var metrics = new LogMetrics(this, deployment, trailLogs);
        WATCHED.forEach(watched -> watch(watched, metrics, alarms));
    }

    /**
     * Events that are counted.
     *
     * @param threshold how many in five minutes are too many
     */
    private record Watched(String name, String whatToDo, String pattern, int threshold) {}

    private static void watch(Watched watched, LogMetrics metrics, Alarms alarms) {
        alarms.watch(
                PascalCase.of(watched.name()),
                watched.name(),
                watched.whatToDo(),
                metrics.of(watched.name(), watched.pattern(), "1", "Sum", Alarms.FIVE_MINUTES),
                AlarmCondition.above(watched.threshold()));
    }

    private static String anyOf(String... events) {
        return "{ " + any(events) + " }";
    }

    private static String byHand(String... events) {
        return "{ " + any(events) + NOT_BY_THE_CDK + " }";
    }

    private static String any(String... events) {
        return Stream.of(events)
                .map(event -> "($.eventName = \"" + event + "\")")
                .collect(Collectors.joining(" || ", "(", ")"));
    }
}
