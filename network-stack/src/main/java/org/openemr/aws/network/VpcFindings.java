package org.openemr.aws.network;

import software.amazon.awscdk.services.ec2.IVpc;
import software.constructs.Construct;

/** The findings that are accepted for the VPC. */
final class VpcFindings {

    private VpcFindings() {}

    static void accept(Construct scope, IVpc vpc) {}
}
