package org.openemr.aws.functions.taskrun;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.openemr.aws.functions.NamedValues;

/**
 * What a window is asked to run: the properties of the custom resource.
 *
 * @param cluster name of the ECS cluster
 * @param family family of the task definition; one task of it runs at a time
 * @param taskDefinition ARN of the revision to run
 * @param subnets private subnets for the task
 * @param securityGroups security groups for the task
 * @param logGroup where the task logs
 * @param window how long this window waits
 * @param lastForRecoveryPoints whether recovery points must be complete in this window
 * @param lastWindow whether the run must end in this window
 * @param stopAtLimit whether a task that has not ended then is stopped; one that upgrades a schema is not
 * @param backup what to back up before the image of an installed system changes
 */
record TaskRunRequest(
        String cluster,
        String family,
        String taskDefinition,
        List<String> subnets,
        List<String> securityGroups,
        String logGroup,
        Duration window,
        boolean lastForRecoveryPoints,
        boolean lastWindow,
        boolean stopAtLimit,
        BackupRequest backup) {

    /**
     * What to back up.
     *
     * @param vault name of the vault
     * @param role ARN of the role that AWS Backup assumes
     * @param resources ARNs of the stores
     */
    record BackupRequest(String vault, String role, List<String> resources) {}

    @SuppressWarnings("unchecked")
    static TaskRunRequest from(Map<String, Object> properties) {
        var values = new NamedValues("the resource's properties", properties);
        return new TaskRunRequest(
                values.text("Cluster"),
                values.text("Family"),
                values.text("TaskDefinition"),
                values.texts("Subnets"),
                values.texts("SecurityGroups"),
                values.text("LogGroup"),
                Duration.ofSeconds(Long.parseLong((String) properties.get("WindowSeconds"))),
                Boolean.parseBoolean((String) properties.get("LastForRecoveryPoints")),
                Boolean.parseBoolean((String) properties.get("LastWindow")),
                Boolean.parseBoolean((String) properties.getOrDefault("StopAtLimit", "true")),
                new BackupRequest(
                        (String) properties.getOrDefault("BackupVault", ""),
                        (String) properties.getOrDefault("BackupRole", ""),
                        (List<String>) properties.getOrDefault("BackupResources", List.of())));
    }

    /** A sentence for error messages. */
    String whereToLook() {
        return "Its output is in the log group " + logGroup + ".";
    }
}
