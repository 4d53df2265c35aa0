package org.openemr.aws.functions.restoretest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openemr.aws.functions.NamedValues;
import org.openemr.aws.trial.FileCheckDefinition;
import org.openemr.aws.trial.ScratchFiles;
import org.openemr.aws.trial.TaskLog;
import org.openemr.aws.trial.TrialFailedException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * ComputeStack's task that opens files, with a restored file system in the place of the deployment's own.
 *
 * @param values {@code CLUSTER}, {@code FAMILY}, {@code CONTAINER}, {@code TASK_GROUP}, {@code LOG_GROUP} and {@code LOG_STREAM}
 */
record FileTask(EcsClient ecs, CloudWatchLogsClient logs, NamedValues values) {

    private static final String STOPPED = "STOPPED";

    /**
     * Starts it.
     *
     * @return its ARN; that of the one which was started before, when the look that did it did not come to its end
     */
    String start(ScratchFiles files, String store, List<Map<String, Object>> documents) {
        var family = values.text("FAMILY");
        var variables = FileCheckDefinition.variables(store, documents).entrySet().stream()
                .map(variable -> KeyValuePair.builder()
                        .name(variable.getKey())
                        .value(variable.getValue())
                        .build())
                .toList();
        var started = started(files.id());
        if (started.isPresent()) {
            return started.get();
        }
        var definition = definition().register(family, files.id(), true);
        var answer = ecs.runTask(run -> run.cluster(values.text("CLUSTER"))
                .taskDefinition(definition)
                .launchType(LaunchType.FARGATE)
                .startedBy(files.id())
                .networkConfiguration(network -> network.awsvpcConfiguration(
                        vpc -> vpc.subnets(files.place().subnet())
                                .securityGroups(values.text("TASK_GROUP"))
                                .assignPublicIp(AssignPublicIp.DISABLED)))
                .overrides(overrides -> overrides.containerOverrides(ContainerOverride.builder()
                        .name(values.text("CONTAINER"))
                        .environment(variables)
                        .build())));
        return answer.tasks().stream()
                .map(Task::taskArn)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("ECS did not start the task: " + answer.failures()));
    }

    private Optional<String> started(String fileSystem) {
        return ecs.listTasks(list -> list.cluster(values.text("CLUSTER")).startedBy(fileSystem)).taskArns().stream()
                .findFirst();
    }

    /**
     * How many documents it read, once it has ended and its log is there.
     *
     * @throws TrialFailedException when it complains
     */
    Optional<Integer> documentsRead(String arn) {
        var task = ecs
                .describeTasks(
                        describe -> describe.cluster(values.text("CLUSTER")).tasks(arn))
                .tasks()
                .stream()
                .findFirst();
        if (task.isPresent() && !STOPPED.equals(task.get().lastStatus())) {
            return Optional.empty();
        }
        // ECS forgets a task an hour after its end; its log says what is needed.
        var wentWell = task.isEmpty() || hasEndedWell(task.get());
        var reason = task.map(Task::stoppedReason).orElse("nothing is known of the task");
        return new TaskLog(log(arn)).documentsRead(wentWell, reason);
    }

    private boolean hasEndedWell(Task task) {
        return task.containers().stream()
                .anyMatch(container -> values.text("CONTAINER").equals(container.name())
                        && Integer.valueOf(0).equals(container.exitCode()));
    }

    private List<String> log(String arn) {
        var stream = values.text("LOG_STREAM") + "/" + arn.substring(arn.lastIndexOf('/') + 1);
        try {
            return logs
                    .getLogEventsPaginator(get -> get.logGroupName(values.text("LOG_GROUP"))
                            .logStreamName(stream)
                            .startFromHead(true))
                    .events()
                    .stream()
                    .map(OutputLogEvent::message)
                    .toList();
        } catch (ResourceNotFoundException e) {
            return List.of();
        }
    }

    /** Takes back what was registered for the tests. */
    void forget() {
        definition().forget();
    }

    private FileCheckDefinition definition() {
        return new FileCheckDefinition(ecs, values.text("FAMILY"));
    }
}
