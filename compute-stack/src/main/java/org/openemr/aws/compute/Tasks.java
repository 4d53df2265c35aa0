package org.openemr.aws.compute;

import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.settings.installation.ComputeSettings;
import software.amazon.awscdk.Stack;

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
                        upstream.security().dataKey()),
                new TaskRun.Placement(
                        cluster, upstream.network().vpc(), upstream.network().tasks(), logs.getLogGroupName()),
                new TaskRunProvider(stack, deployment, cluster, upstream.functions()));
    }
}
