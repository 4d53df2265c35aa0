package org.openemr.aws.functions;

import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * The containers of a task that its task definition names. Amazon GuardDuty adds one of its own to tasks that it watches, by our setting
 * or by that of an account, see <a
 * href="https://docs.aws.amazon.com/guardduty/latest/ug/how-runtime-monitoring-works-ecs-fargate.html">Runtime Monitoring with Fargate</a>:
 * how that one ended says nothing of the task.
 */
public final class TaskContainers {

    /** How GuardDuty names it, before a dash and six letters; see for example aws-cdk#32877. */
    private static final String AGENT = "aws-guardduty-agent";

    private TaskContainers() {}

    /** The containers without those of agents. */
    public static Stream<Container> own(Task task) {
        return task.containers().stream()
                .filter(container ->
                        !Optional.ofNullable(container.name()).orElse("").startsWith(AGENT));
    }
}
