package org.openemr.aws.compute;

import java.util.Map;
import org.openemr.aws.constructs.task.FileSystemMount;
import org.openemr.aws.constructs.task.ThreatAgent;
import org.openemr.aws.contracts.TaskKind;
import org.openemr.aws.settings.installation.FargateSize;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.applicationautoscaling.EnableScalingProps;
import software.amazon.awscdk.services.ecs.AvailabilityZoneRebalancing;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.constructs.Construct;
import software.constructs.IDependable;

/**
 * The one task that runs OpenEMR's background services each minute: reminders, mail, billing. A service of one task that stays,
 * because starting one each time would pull the image each time (docs/adr/0018). It is scaled in every deployment, from one task to
 * one: where nights are given up while it is night, nothing else would bring it back (docs/adr/0036).
 */
final class Clock extends Construct {

    private static final FargateSize SIZE = new FargateSize(256, 1024);

    /** The longest that Fargate gives a task to end; a background service that runs is not cut off before. */
    private static final Duration TIME_TO_END = Duration.seconds(120);

    Clock(Construct scope, Tasks tasks, Upstream upstream, IDependable installed, OpeningHours openingHours) {
        super(scope, "Clock");
        var task = taskDefinition(tasks.definitions(), upstream);
        var service = tasks.service(this, "clock", task)
                .desiredCount(1)
                // The old task ends before the new one begins.
                .minHealthyPercent(0)
                .maxHealthyPercent(100)
                .availabilityZoneRebalancing(AvailabilityZoneRebalancing.DISABLED)
                .build();
        openingHours.keep(
                service.autoScaleTaskCount(EnableScalingProps.builder()
                        .minCapacity(1)
                        .maxCapacity(1)
                        .build()),
                1,
                1);
        service.getNode().addDependency(installed, task.obtainExecutionRole());
    }

    private FargateTaskDefinition taskDefinition(TaskDefinitions definitions, Upstream upstream) {
        var task = definitions.definition(this, TaskKind.CLOCK, SIZE);
        var options = definitions
                .container(task, TaskScript.CLOCK, TaskKind.CLOCK, Map.of())
                .stopTimeout(TIME_TO_END)
                .dockerLabels(ThreatAgent.label(upstream.features().threatDetection()))
                .build();
        definitions.add(task, TaskKind.CLOCK, options, FileSystemMount.sites(upstream.sites()));
        return task;
    }
}
