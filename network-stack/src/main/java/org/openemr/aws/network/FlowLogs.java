package org.openemr.aws.network;

import org.openemr.aws.constructs.permission.ServiceRole;
import org.openemr.aws.constructs.stack.RemovalPolicies;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.services.ec2.FlowLog;
import software.amazon.awscdk.services.ec2.FlowLogDestination;
import software.amazon.awscdk.services.ec2.FlowLogResourceType;
import software.amazon.awscdk.services.ec2.FlowLogTrafficType;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** All traffic of the VPC, accepted and rejected, kept for 2 years in an encrypted log group. */
final class FlowLogs extends Construct {

    FlowLogs(Construct scope, Deployment deployment, IVpc vpc, IKey logKey) {
        super(scope, "FlowLogs");
        var logGroup = LogGroup.Builder.create(this, "LogGroup")
                .retention(RetentionDays.TWO_YEARS)
                .encryptionKey(logKey)
                .removalPolicy(RemovalPolicies.ofStores(deployment))
                .build();
        var role = ServiceRole.create(this, "Role", "vpc-flow-logs", "Writes the flow logs of " + deployment.name());
        FlowLog.Builder.create(this, "FlowLog")
                .resourceType(FlowLogResourceType.fromVpc(vpc))
                .trafficType(FlowLogTrafficType.ALL)
                .destination(FlowLogDestination.toCloudWatchLogs(logGroup, role))
                .build();
    }
}
