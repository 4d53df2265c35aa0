package org.openemr.aws.compute;

import java.util.Optional;
import org.openemr.aws.constructs.permission.ResourceArn;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerInsights;
import software.amazon.awscdk.services.ecs.ICluster;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** The ECS cluster with Fargate capacity and enhanced Container Insights. */
final class OpenEmrCluster extends Construct {

    private final String name;
    private final ICluster cluster;

    OpenEmrCluster(Construct scope, Deployment deployment, Upstream upstream, Optional<ExecSessions> execSessions) {
        super(scope, "Cluster");
        name = deployment.physicalName("cluster");
        // ECS would create it unencrypted and without an end at the first metric.
        var insights = LogGroup.Builder.create(this, "InsightsLogs")
                .logGroupName("/aws/ecs/containerinsights/" + name + "/performance")
                .encryptionKey(upstream.security().logKey())
                .retention(RetentionDays.ONE_MONTH)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        var builder = Cluster.Builder.create(this, "Cluster")
                .clusterName(name)
                .vpc(upstream.network().vpc())
                .containerInsightsV2(ContainerInsights.ENHANCED)
                .enableFargateCapacityProviders(true);
        execSessions.ifPresent(sessions -> builder.executeCommandConfiguration(sessions.configuration()));
        cluster = builder.build();
        cluster.getNode().addDependency(insights);
        if (upstream.features().threatDetection()) {
            // GuardDuty adds its agent to tasks of clusters that ask for it, in an account that manages none for all.
            Tags.of(cluster).add("GuardDutyManaged", "true");
        }
    }

    ICluster cluster() {
        return cluster;
    }

    String name() {
        return name;
    }

    String arn() {
        return cluster.getClusterArn();
    }

    /** Every task of the cluster, as policies name them. */
    String taskArns() {
        return ecsArn("task/" + name + "/*");
    }

    /** A task definition of this account and region. */
    String taskDefinitionArn(String familyAndRevision) {
        return ecsArn("task-definition/" + familyAndRevision);
    }

    private static String ecsArn(String resource) {
        return ResourceArn.of("ecs", resource);
    }
}
