package org.openemr.aws.operator.tasks;

import java.util.Optional;
import org.openemr.aws.contracts.ComputeContract;
import org.openemr.aws.contracts.TaskKind;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.aws.DeployedValues;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Task;

/** Finds running tasks of the OpenEMR service, and no other tasks of the cluster. */
public final class ServiceTasks {

    private static final String AGENT = "ExecuteCommandAgent";
    private static final int AT_ONCE = 100;

    private final EcsClient ecs;
    private final DeployedValues values;

    public ServiceTasks(EcsClient ecs, DeployedValues values) {
        this.ecs = ecs;
        this.values = values;
    }

    /**
     * A running task in which sessions can be opened.
     *
     * @throws Failure when none runs, or ECS Exec is off
     */
    public RunningTask any() {
        var cluster = values.get(ComputeContract.CLUSTER_NAME);
        var service = values.get(ComputeContract.SERVICE_NAME);
        var arns = ecs
                .listTasksPaginator(
                        list -> list.cluster(cluster).serviceName(service).desiredStatus(DesiredStatus.RUNNING))
                .taskArns()
                .stream()
                .limit(AT_ONCE)
                .toList();
        if (arns.isEmpty()) {
            throw Failure.notReady(
                    "No task of service %s runs. `openemr status` shows why, `openemr logs service` what tasks said."
                            .formatted(service));
        }
        var tasks = ecs.describeTasks(describe -> describe.cluster(cluster).tasks(arns))
                .tasks();
        if (tasks.stream().noneMatch(task -> Boolean.TRUE.equals(task.enableExecuteCommand()))) {
            throw Failure.notReady("ECS Exec is off. Set \"enable_ecs_exec\": true in cdk.json and run:"
                    + " npx cdk deploy --exclusively ComputeStack");
        }
        return tasks.stream()
                .filter(ServiceTasks::acceptsSessions)
                .findFirst()
                .map(task -> new RunningTask(
                        cluster,
                        id(task.taskArn()),
                        container(task).orElseThrow().runtimeId()))
                .orElseThrow(() -> Failure.notReady(
                        "Tasks run, but none accepts sessions yet. Tasks that were started before enable_ecs_exec was"
                                + " set must be replaced; new ones need a minute."));
    }

    private static boolean acceptsSessions(Task task) {
        return container(task)
                .filter(container -> container.runtimeId() != null)
                .filter(container -> container.managedAgents().stream()
                        .anyMatch(agent -> AGENT.equals(agent.nameAsString()) && "RUNNING".equals(agent.lastStatus())))
                .isPresent();
    }

    private static Optional<Container> container(Task task) {
        return task.containers().stream()
                .filter(container -> container.name().equals(TaskKind.SERVICE.label()))
                .findFirst();
    }

    private static String id(String taskArn) {
        return taskArn.substring(taskArn.lastIndexOf('/') + 1);
    }
}
