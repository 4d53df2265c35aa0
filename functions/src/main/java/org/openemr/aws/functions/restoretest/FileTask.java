package org.openemr.aws.functions.restoretest;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.openemr.aws.functions.NamedValues;
import org.openemr.aws.trial.FileCheckDefinition;
import org.openemr.aws.trial.ScratchFiles;
import org.openemr.aws.trial.TaskLog;
import org.openemr.aws.trial.TrialFailedException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.Container;
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

    /** Not that of the command line, which takes its own away when it is done. */
    private static final String SUFFIX = "-restore-test";

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
        return running(fileSystem).stream().findFirst();
    }

    private List<String> running(String fileSystem) {
        return ecs.listTasks(list -> list.cluster(values.text("CLUSTER")).startedBy(fileSystem))
                .taskArns();
    }

    /** Stops what still looks into a file system; says whether there was something. */
    boolean stop(String fileSystem) {
        var running = running(fileSystem);
        running.forEach(task -> ecs.stopTask(
                stop -> stop.cluster(values.text("CLUSTER")).task(task).reason("The restore test is over")));
        return !running.isEmpty();
    }

    /**
     * How a task ended.
     *
     * @param exitStatus of its container; empty when the container never ran
     * @param log what it wrote
     */
    record End(Optional<Integer> exitStatus, String reason, TaskLog log) {

        /** Whether it can say anything of the files. */
        boolean ran() {
            return exitStatus.isPresent();
        }

        /**
         * How many documents it read, once its log is there.
         *
         * @throws TrialFailedException when it complains
         */
        Optional<Integer> documentsRead() {
            return log.documentsRead(exitStatus.filter(status -> status == 0).isPresent(), reason);
        }
    }

    /** How a task ended; empty as long as it has not. */
    Optional<End> end(String arn) {
        var found = ecs
                .describeTasks(
                        describe -> describe.cluster(values.text("CLUSTER")).tasks(arn))
                .tasks()
                .stream()
                .findFirst();
        if (found.isPresent() && !STOPPED.equals(found.get().lastStatus())) {
            return Optional.empty();
        }
        var log = TaskLog.read(logs, values.text("LOG_GROUP"), values.text("LOG_STREAM"), arn);
        // ECS forgets a task an hour after its end; its log says what is needed.
        var exitStatus = found.isPresent() ? exitStatus(found.get()) : log.exitStatus();
        var reason = found.map(Task::stoppedReason).orElse("ECS knows it no longer");
        return Optional.of(new End(exitStatus, reason, log));
    }

    private Optional<Integer> exitStatus(Task ended) {
        return ended.containers().stream()
                .filter(container -> values.text("CONTAINER").equals(container.name()))
                .map(Container::exitCode)
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** Takes back what was registered for the tests. */
    void forget() {
        definition().forget();
    }

    private FileCheckDefinition definition() {
        return new FileCheckDefinition(ecs, values.text("FAMILY") + SUFFIX);
    }
}
