package org.openemr.aws.compute;

import java.util.List;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.settings.installation.ComputeSettings;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ecs.DeploymentCircuitBreaker;
import software.amazon.awscdk.services.ecs.FargatePlatformVersion;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.PropagatedTagSource;
import software.constructs.Construct;

/**
 * What tasks of every kind are made with, and run with.
 *
 * @param definitions makes their definitions
 * @param placement where they run
 * @param runs runs those that a deployment waits for
 */
record Tasks(TaskDefinitions definitions, TaskRun.Placement placement, TaskRunProvider runs) {

    static Tasks in(
            Stack stack, Deployment deployment, ComputeSettings settings, Upstream upstream, OpenEmrCluster cluster) {
        var logs =
                TaskLogs.create(stack, deployment, settings, upstream.security().logKey());
        return new Tasks(
                new TaskDefinitions(
                        deployment,
                        OpenEmrImage.of(settings, upstream),
                        logs,
                        upstream.security().dataKey(),
                        upstream.features().threatDetection()),
                new TaskRun.Placement(
                        cluster, upstream.network().vpc(), upstream.network().tasks(), logs.getLogGroupName()),
                new TaskRunProvider(stack, deployment, cluster, upstream.functions()));
    }

    /**
     * Begins a service of tasks in private subnets, which goes back when new ones do not work.
     *
     * @param name the service's own part of its physical name
     */
    FargateService.Builder service(Construct scope, String name, FargateTaskDefinition task) {
        return FargateService.Builder.create(scope, "Service")
                .serviceName(definitions.deployment().physicalName(name))
                .cluster(placement.cluster().cluster())
                .taskDefinition(task)
                .platformVersion(FargatePlatformVersion.LATEST)
                .circuitBreaker(
                        DeploymentCircuitBreaker.builder().rollback(true).build())
                .assignPublicIp(false)
                .vpcSubnets(SubnetSelection.builder()
                        .subnets(placement.vpc().getPrivateSubnets())
                        .build())
                .securityGroups(List.of(placement.group()))
                .enableEcsManagedTags(true)
                .propagateTags(PropagatedTagSource.SERVICE);
    }
}
