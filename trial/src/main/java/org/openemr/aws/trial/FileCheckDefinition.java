package org.openemr.aws.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Volume;

/**
 * The definition of a task that opens what a restored file system holds. Which file system a task mounts is part of its definition, so that one
 * is registered for it: the deployed one, with another file system, in a family of its own.
 */
public final class FileCheckDefinition {

    /** Of at most <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskOverride.html">8192 characters</a> in all. */
    private static final int MOST_CHARACTERS = 6_000;

    private final EcsClient ecs;
    private final String family;

    /**
     * A definition.
     *
     * @param family the family that it belongs to, which is of nothing else: {@link #forget} takes back all of it
     */
    public FileCheckDefinition(EcsClient ecs, String family) {
        this.ecs = ecs;
        this.family = family;
    }

    /**
     * Registers it.
     *
     * @param deployed the deployed definition, by its ARN or its family
     * @param fileSystem the id of the file system to mount
     * @return its ARN
     */
    public String register(String deployed, String fileSystem, boolean readOnly) {
        var definition = ecs.describeTaskDefinition(describe -> describe.taskDefinition(deployed))
                .taskDefinition();
        return ecs.registerTaskDefinition(register -> register.family(family)
                        .containerDefinitions(definition.containerDefinitions().stream()
                                .map(container -> of(container, readOnly))
                                .toList())
                        .volumes(definition.volumes().stream()
                                .map(volume -> of(volume, fileSystem))
                                .toList())
                        .taskRoleArn(definition.taskRoleArn())
                        .executionRoleArn(definition.executionRoleArn())
                        .networkMode(definition.networkMode())
                        .requiresCompatibilities(definition.requiresCompatibilities())
                        .cpu(definition.cpu())
                        .memory(definition.memory())
                        .runtimePlatform(definition.runtimePlatform()))
                .taskDefinition()
                .taskDefinitionArn();
    }

    /** Takes back what was registered. */
    public void forget() {
        ecs.listTaskDefinitionsPaginator(list -> list.familyPrefix(family))
                .taskDefinitionArns()
                .forEach(arn -> ecs.deregisterTaskDefinition(deregister -> deregister.taskDefinition(arn)));
    }

    /**
     * What the task is told.
     *
     * @param store what the file system is for: {@code sites} or {@code ssl}
     * @param documents rows of the table documents that must be there: as many as a task can be told of
     */
    public static Map<String, String> variables(String store, List<Map<String, Object>> documents) {
        return Map.of("STORE", store, "DOCUMENTS", json(documents));
    }

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
}
