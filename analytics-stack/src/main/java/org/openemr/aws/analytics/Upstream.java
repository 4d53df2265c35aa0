package org.openemr.aws.analytics;

import java.util.List;
import org.openemr.aws.constructs.contract.ComputeOutputs;
import org.openemr.aws.constructs.contract.DataOutputs;
import org.openemr.aws.constructs.contract.NetworkOutputs;
import org.openemr.aws.constructs.contract.SecurityOutputs;
import org.openemr.aws.constructs.function.FunctionSupport;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.settings.installation.Features;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.efs.IFileSystem;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.IBucket;

/**
 * What AnalyticsStack takes from the layers above.
 *
 * @param functions from SecurityStack: what functions need, and with it the key of log groups
 * @param accessLogs from SecurityStack: where accesses to buckets are logged
 * @param vpc from NetworkStack: the VPC with its private subnets
 * @param ownVpc whether that VPC is the deployment's own
 * @param steadySubnetIds from NetworkStack: the private subnets that stay whatever the number of zones
 * @param exportTaskGroup from NetworkStack: the security group of the task that copies files
 * @param sites from DataStack: documents and configuration
 * @param databaseArn from DataStack: the Aurora cluster
 * @param clusterName from ComputeStack: the ECS cluster
 * @param threatDetection whether GuardDuty adds its agent to tasks of that cluster
 */
record Upstream(
        FunctionSupport functions,
        IBucket accessLogs,
        IVpc vpc,
        boolean ownVpc,
        List<String> steadySubnetIds,
        ISecurityGroup exportTaskGroup,
        IFileSystem sites,
        String databaseArn,
        String clusterName,
        boolean threatDetection) {

    IKey logKey() {
        return functions.logKey();
    }

    static Upstream read(Stack stack, SecurityOutputs security, Deployment deployment, Features features) {
        var network = NetworkOutputs.read(stack, deployment, features);
        var data = DataOutputs.read(stack, deployment);
        var exportTaskGroup = network.exportTask();
        return new Upstream(
                security.functionSupport(),
                security.accessLogs(),
                network.vpc(),
                features.ownVpc(),
                network.steadySubnetIds(),
                exportTaskGroup,
                data.sites(exportTaskGroup),
                data.databaseArn(),
                ComputeOutputs.read(stack, deployment).clusterName(),
                features.threatDetection());
    }
}
