package org.openemr.aws.operator.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.openemr.aws.contracts.TaskKind;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.tasks.OneOffTask;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.Volume;

/**
 * Opens what a restored file system holds, in a task. Which file system a task mounts is part of its definition, so that one is registered for
 * it: the deployed one, with another file system.
 */
public final class FileCheck {

    /** Of at most <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskOverride.html">8192 characters</a> in all. */
    private static final int MOST_CHARACTERS = 6_000;

    private static final String TRIAL = "-trial";
    private static final Pattern DOCUMENT = Pattern.compile("DOCUMENT ([0-9]+) ([a-z]+)");
    private static final List<String> WELL = List.of("identical", "encrypted", "read");
    private static final String DONE = "CHECKED";

    private final EcsClient ecs;
    private final OneOffTask task;
    private final String family;

    public FileCheck(Aws aws, DeployedValues values) {
        this.ecs = aws.client(EcsClient.builder());
        task = new OneOffTask(aws, values, TaskKind.FILE_CHECK);
        family = TaskKind.FILE_CHECK.family(values.names()) + TRIAL;
    }

    /**
     * Sees that there is a task for it.
     *
     * @throws Failure when ComputeStack has none, or changes
     */
    public void requireTask() {
        task.definition();
    }

    /** The first private subnet, in which it runs. */
    public String subnet() {
        return task.subnets().get(0);
    }

    /**
     * Starts it.
     *
     * @param store what the file system is for: {@code sites} or {@code ssl}
     * @param documents rows of the table documents that must be there
     * @return the task's ARN
     */
    public String start(ScratchFiles files, String store, List<Map<String, Object>> documents) {
        return start(files, true, Map.of("STORE", store, "DOCUMENTS", json(documents)));
    }

    /** Starts it with the deployment's own file system, in which nothing can be written. */
    public String startHere(List<Map<String, Object>> documents) {
        return task.start(Map.of("STORE", "sites", "DOCUMENTS", json(documents)));
    }

    /** Starts it, to move what AWS Backup restored to the root of the file system, and to look at it there. */
    public String startMove(ScratchFiles files, String store) {
        return start(files, false, Map.of("STORE", store, "MOVE", "yes"));
    }

    private String start(ScratchFiles files, boolean readOnly, Map<String, String> variables) {
        var deployed = ecs.describeTaskDefinition(describe -> describe.taskDefinition(task.definition()))
                .taskDefinition();
        return task.start(
                register(deployed, files.id(), readOnly), List.of(files.place().subnet()), variables);
    }

    private String register(TaskDefinition deployed, String fileSystem, boolean readOnly) {
        return ecs.registerTaskDefinition(register -> register.family(family)
                        .containerDefinitions(deployed.containerDefinitions().stream()
                                .map(container -> of(container, readOnly))
                                .toList())
                        .volumes(deployed.volumes().stream()
                                .map(volume -> of(volume, fileSystem))
                                .toList())
                        .taskRoleArn(deployed.taskRoleArn())
                        .executionRoleArn(deployed.executionRoleArn())
                        .networkMode(deployed.networkMode())
                        .requiresCompatibilities(deployed.requiresCompatibilities())
                        .cpu(deployed.cpu())
                        .memory(deployed.memory())
                        .runtimePlatform(deployed.runtimePlatform()))
                .taskDefinition()
                .taskDefinitionArn();
    }

    private static ContainerDefinition of(ContainerDefinition deployed, boolean readOnly) {
        return deployed.toBuilder()
                .mountPoints(deployed.mountPoints().stream()
                        .map(mount -> mount.toBuilder().readOnly(readOnly).build())
                        .toList())
                .build();
    }

    private static Volume of(Volume deployed, String fileSystem) {
        return deployed.toBuilder()
                .efsVolumeConfiguration(deployed.efsVolumeConfiguration().toBuilder()
                        .fileSystemId(fileSystem)
                        .build())
                .build();
    }

    /** As many as a task can be told of. */
    private static String json(List<Map<String, Object>> documents) {
        try {
            var rows = new ArrayList<>(documents);
            var text = new ObjectMapper().writeValueAsString(rows);
            while (text.length() > MOST_CHARACTERS) {
                rows.remove(rows.size() - 1);
                text = new ObjectMapper().writeValueAsString(rows);
            }
            return text;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    public OneOffTask.State state(String arn) {
        return task.state(arn);
    }

    /**
     * How many documents were read, as far as the log of the task has it yet.
     *
     * @throws Failure when something is not as it must be
     */
    public Optional<Integer> documentsRead(String arn, OneOffTask.State state) {
        var verdicts = new TreeMap<String, String>();
        var log = task.log(arn);
        log.stream()
                .map(DOCUMENT::matcher)
                .filter(matcher -> matcher.find())
                .forEach(matcher -> verdicts.put(matcher.group(1), matcher.group(2)));
        var bad = verdicts.entrySet().stream()
                .filter(verdict -> !WELL.contains(verdict.getValue()))
                .map(verdict -> "document %s is %s".formatted(verdict.getKey(), verdict.getValue()))
                .toList();
        if (!bad.isEmpty()) {
            throw Scratch.unusable(String.join(", ", bad));
        }
        if (!state.wentWell()) {
            throw Scratch.unusable(task.complaint(arn, state));
        }
        return log.stream().anyMatch(line -> line.endsWith(DONE)) ? Optional.of(verdicts.size()) : Optional.empty();
    }

    /** Takes the definitions back that trials registered. */
    public void forget() {
        ecs.listTaskDefinitionsPaginator(list -> list.familyPrefix(family))
                .taskDefinitionArns()
                .forEach(arn -> ecs.deregisterTaskDefinition(deregister -> deregister.taskDefinition(arn)));
    }
}
