package org.openemr.aws.operator.tasks;

import org.openemr.aws.contracts.TaskKind;
import software.amazon.awssdk.services.ecs.EcsClient;

/** The image of OpenEMR that a revision of the service's task definition runs. */
public final class TaskImage {

    private TaskImage() {}

    /** Asks ECS; {@code unknown} when the revision has no container of OpenEMR. */
    public static String of(EcsClient ecs, String taskDefinition) {
        return ecs
                .describeTaskDefinition(describe -> describe.taskDefinition(taskDefinition))
                .taskDefinition()
                .containerDefinitions()
                .stream()
                .filter(container -> container.name().equals(TaskKind.SERVICE.label()))
                .map(container -> container.image())
                .findFirst()
                .orElse("unknown");
    }
}
