package org.openemr.aws.functions.taskrun;

import org.openemr.aws.functions.TaskContainers;
import software.amazon.awssdk.services.ecs.model.Task;

/** Judges a task by its container's exit status. */
final class TaskResult {

    private TaskResult() {}

    /**
     * Whether the task has ended well; false while it runs.
     *
     * @throws TaskRunFailedException when it ended otherwise
     */
    static boolean endedWell(Task task, TaskRunRequest request) {
        if (!"STOPPED".equals(task.lastStatus())) {
            return false;
        }
        var exitStatus = TaskContainers.own(task)
                .findFirst()
                .map(container -> container.exitCode())
                .orElse(null);
        if (exitStatus == null) {
            throw new TaskRunFailedException("The task %s never ran: %s.".formatted(id(task), task.stoppedReason()));
        }
        if (exitStatus != 0) {
            throw new TaskRunFailedException(
                    "The task %s ended with exit status %d. %s".formatted(id(task), exitStatus, request.whereToLook()));
        }
        return true;
    }

    private static String id(Task task) {
        return task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1);
    }
}
