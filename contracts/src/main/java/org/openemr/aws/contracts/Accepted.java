package org.openemr.aws.contracts;

import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.Validations;
import software.constructs.IConstruct;

/**
 * Accepts one compliance finding on one construct, beside the resource it concerns. The reason names the control that
 * compensates for it. Ids are those that cdk-nag prints, for example {@code AwsSolutions-IAM5[Resource::*]}.
 */
public final class Accepted {

    private Accepted() {}

    /** Accepts {@code finding} for {@code construct} and what it contains. */
    public static void finding(IConstruct construct, String finding, String reason) {
        Validations.of(construct)
                .acknowledge(Acknowledgment.builder().id(finding).reason(reason).build());
    }
}
