package org.openemr.aws.compute;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openemr.aws.constructs.compliance.Accepted;
import org.openemr.aws.constructs.permission.ServiceRole;
import org.openemr.aws.constructs.task.FileSystemMount;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.TaskKind;
import org.openemr.aws.settings.installation.FargateSize;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.EcsTask;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/**
 * The task that makes the key and the certificate which tasks present to the load balancer: once in a deployment, and
 * every two days.
 */
final class TlsMaterialTask extends Construct {

    private static final Duration RENEWAL = Duration.days(2);

    private final FargateTaskDefinition task;
    private final TaskRun.Subject subject;

    TlsMaterialTask(Construct scope, Tasks tasks, Upstream upstream) {
        super(scope, "TlsMaterialTask");
        var definitions = tasks.definitions();
        task = definitions.definition(this, TaskKind.TLS_MATERIAL, new FargateSize(256, 512));
        subject = new TaskRun.Subject(task, definitions.family(TaskKind.TLS_MATERIAL), definitions.image());
        var options = definitions
                .container(task, TaskScript.TLS_MATERIAL, TaskKind.TLS_MATERIAL, Map.of())
                .readonlyRootFilesystem(true)
                .build();
        definitions.add(task, TaskKind.TLS_MATERIAL, options, FileSystemMount.ssl(upstream.ssl()));
        renew(definitions.deployment(), tasks.placement(), upstream.security().failedEvents());
    }

    /** Runs it when the deployment has none of its material yet, or changes the task. */
    TaskRun runOnce(Stack stack, Tasks tasks) {
        return new TaskRun(stack, "TlsMaterialRun", tasks, subject, Duration.minutes(55), Map.of(), Optional.empty());
    }

    /** Renews the material on a schedule. */
    private void renew(Deployment deployment, TaskRun.Placement placement, IQueue failedEvents) {
        var role = ServiceRole.create(
                this, "ScheduleRole", "events", "Starts the TLS material task of " + deployment.name());
        var stack = Stack.of(this);
        Accepted.wildcardResource(
                role,
                "arn:%s:ecs:%s:*:task/<%s>/*"
                        .formatted(
                                stack.getPartition(),
                                stack.getRegion(),
                                Accepted.printedReference(placement.cluster().cluster())),
                "ECS tags the task that it starts, whose id is not known before; the tasks are of this cluster.");
        Rule.Builder.create(this, "Schedule")
                .ruleName(deployment.physicalName("tls-material-renewal"))
                .description("Renews the certificates that tasks present to the load balancer")
                .schedule(Schedule.rate(RENEWAL))
                .targets(List.of(EcsTask.Builder.create()
                        .cluster(placement.cluster().cluster())
                        .taskDefinition(task)
                        .subnetSelection(SubnetSelection.builder()
                                .subnets(placement.vpc().getPrivateSubnets())
                                .build())
                        .securityGroups(List.of(placement.group()))
                        .assignPublicIp(false)
                        .role(role)
                        .deadLetterQueue(failedEvents)
                        .build()))
                .build();
    }
}
