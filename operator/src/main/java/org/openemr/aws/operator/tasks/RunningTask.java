package org.openemr.aws.operator.tasks;

/**
 * A task of the service that sessions can be opened in.
 *
 * @param id the task's id
 * @param runtimeId the id of OpenEMR's container in it
 */
public record RunningTask(String cluster, String id, String runtimeId) {

    /** How Session Manager names the container. */
    public String sessionTarget() {
        return "ecs:%s_%s_%s".formatted(cluster, id, runtimeId);
    }
}
