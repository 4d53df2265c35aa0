package org.openemr.aws.data;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openemr.aws.constructs.contract.SecurityOutputs;
import org.openemr.aws.constructs.monitoring.EventNotifications;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.services.events.EventField;
import software.amazon.awscdk.services.events.EventPattern;
import software.constructs.Construct;

/**
 * Tells the topic of deployment events when a recovery point was not copied, by the <a
 * href="https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html">events of AWS Backup</a>.
 */
final class CopyEvents {

    /** The rule, which an alarm watches as well. */
    static final String FAILED = "backup-copy-failed";

    private CopyEvents() {}

    /**
     * Adds the rule.
     *
     * @param vaultArn the vault that is copied from
     */
    static void tell(Construct scope, Deployment deployment, SecurityOutputs security, String vaultArn) {
        new EventNotifications(
                        scope,
                        "CopyEvents",
                        deployment,
                        security.deploymentEvents(),
                        security.alertKey(),
                        security.failedEvents())
                .tell(
                        FAILED,
                        "A recovery point was not copied",
                        EventPattern.builder()
                                .source(List.of("aws.backup"))
                                .detailType(List.of("Copy Job State Change"))
                                .detail(new TreeMap<>(
                                        Map.of("state", List.of("FAILED"), "sourceBackupVaultArn", List.of(vaultArn))))
                                .build(),
                        "OpenEMR %s: a recovery point of %s was not copied to %s. %s"
                                .formatted(
                                        deployment.name(),
                                        EventField.fromPath("$.detail.resourceType"),
                                        EventField.fromPath("$.detail.destinationBackupVaultArn"),
                                        EventField.fromPath("$.detail.statusMessage")));
    }
}
