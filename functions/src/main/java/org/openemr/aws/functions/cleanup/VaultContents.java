package org.openemr.aws.functions.cleanup;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.openemr.aws.functions.Pause;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.backup.model.BackupException;
import software.amazon.awssdk.services.backup.model.RecoveryPointByBackupVault;
import software.amazon.awssdk.services.backup.model.RecoveryPointStatus;
import software.amazon.awssdk.services.backup.model.ResourceNotFoundException;

/** The recovery points of a vault, which cannot be deleted while it holds one. */
final class VaultContents {

    private final BackupClient backup;
    private final Clock clock;
    private final Duration pause;

    VaultContents(BackupClient backup, Clock clock, Duration pause) {
        this.backup = backup;
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * Deletes the recovery points page by page and waits until they are gone.
     *
     * @return what is still there, and why
     */
    List<String> empty(String vault, Duration limit) {
        var failures = new ArrayList<String>();
        points(vault).stream()
                .filter(point -> point.status() != RecoveryPointStatus.DELETING)
                .forEach(point -> delete(vault, point, failures));
        var end = clock.instant().plus(limit);
        while (failures.isEmpty() && !points(vault).isEmpty()) {
            if (clock.instant().isAfter(end)) {
                failures.add("recovery points of the vault " + vault + " (they are still being deleted)");
            } else {
                Pause.real(pause);
            }
        }
        return failures;
    }

    private List<RecoveryPointByBackupVault> points(String vault) {
        try {
            return backup.listRecoveryPointsByBackupVaultPaginator(list -> list.backupVaultName(vault)).stream()
                    .flatMap(page -> page.recoveryPoints().stream())
                    .toList();
        } catch (ResourceNotFoundException e) {
            return List.of();
        }
    }

    private void delete(String vault, RecoveryPointByBackupVault point, List<String> failures) {
        try {
            backup.deleteRecoveryPoint(
                    delete -> delete.backupVaultName(vault).recoveryPointArn(point.recoveryPointArn()));
        } catch (ResourceNotFoundException e) {
            // Gone already.
        } catch (BackupException e) {
            failures.add("recovery point " + point.recoveryPointArn() + " (" + e.getMessage() + ")");
        }
    }
}
