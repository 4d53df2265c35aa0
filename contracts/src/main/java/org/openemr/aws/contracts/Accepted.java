package org.openemr.aws.contracts;

import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnElement;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;
import software.constructs.IConstruct;

/**
 * Accepts one compliance finding on one construct, beside the resource it concerns. The reason names the control that
 * compensates for it. Ids are those that cdk-nag prints, for example {@code AwsSolutions-IAM5[Resource::*]}.
 */
public final class Accepted {

    private Accepted() {}

    /** Accepts that a policy of {@code construct} names a resource with a wildcard, given as the policy writes it. */
    public static void wildcardResource(IConstruct construct, String resource, String reason) {
        finding(construct, "AwsSolutions-IAM5[Resource::" + printed(resource) + "]", reason);
    }

    /** An ARN as cdk-nag prints it in the id of a finding, with the pseudo parameters in angle brackets. */
    private static String printed(String arn) {
        return arn.replace(Aws.PARTITION, "<AWS::Partition>")
                .replace(Aws.REGION, "<AWS::Region>")
                .replace(Aws.ACCOUNT_ID, "<AWS::AccountId>");
    }

    /** The logical id of a construct's resource, as cdk-nag prints it for a reference. */
    public static String printedReference(IConstruct construct) {
        return Stack.of(construct).getLogicalId((CfnElement) construct.getNode().getDefaultChild());
    }

    /** Accepts {@code finding} for {@code construct} and what it contains. */
    public static void finding(IConstruct construct, String finding, String reason) {
        Validations.of(construct)
                .acknowledge(Acknowledgment.builder().id(finding).reason(reason).build());
    }
}
