package org.openemr.aws.operator.status;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openemr.aws.contracts.DataContract;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.backup.Backups;
import org.openemr.aws.operator.backup.RecoveryPoint;
import org.openemr.aws.operator.backup.Store;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.backup.model.CopyJob;
import software.amazon.awssdk.services.backup.model.CopyJobState;

/**
 * Whether recovery points arrive in the vaults elsewhere, by the jobs that copied them: what is in the vault of another account, only that
 * account sees.
 */
final class CopyHealth {

    /** As far back as AWS Backup lists jobs. */
    private static final Duration LISTED = Duration.ofDays(30);

    /** A backup each day, which may begin some hours late, and a day for the way. */
    private static final Duration OLDEST = Duration.ofHours(56);

    private static final String REMEDY =
            "The next backup makes one, if its stack is deployed; aws backup list-copy-jobs --by-state FAILED says why not";

    private final DeployedValues values;
    private final Instant now;

    CopyHealth(DeployedValues values, Instant now) {
        this.values = values;
        this.now = now;
    }

    /** What is looked at: each vault; nothing where none is wanted. */
    List<String> whats() {
        return vaults().map(this::what).toList();
    }

    /** How old the latest copies are in each vault. */
    List<Finding> look(BackupClient backup) {
        var points = new Backups(backup, values).list();
        var copied = backup
                .listCopyJobsPaginator(
                        list -> list.byState(CopyJobState.COMPLETED).byCreatedAfter(now.minus(LISTED)))
                .copyJobs()
                .stream()
                .toList();
        return vaults().map(vault -> finding(
                        what(vault),
                        copied.stream()
                                .filter(job -> vault.equals(job.destinationBackupVaultArn()))
                                .toList(),
                        points))
                .toList();
    }

    private Finding finding(String what, List<CopyJob> copied, List<RecoveryPoint> points) {
        var stores = Store.of(values);
        var missing =
                stores.stream().filter(store -> latest(store, copied).isEmpty()).toList();
        if (!missing.isEmpty()) {
            var names = missing.stream().map(Store::name).collect(Collectors.joining(", "));
            return missing.stream().anyMatch(store -> hasLongBeenBackedUp(store, points))
                    ? Finding.fail(what, "none of " + names, REMEDY)
                    : Finding.warn(what, "none yet of " + names, REMEDY);
        }
        var oldest = stores.stream()
                .min(Comparator.comparing(store -> latest(store, copied).orElseThrow()))
                .orElseThrow();
        var age = Duration.between(latest(oldest, copied).orElseThrow(), now);
        var detail = "%d hours ago".formatted(age.toHours());
        return age.compareTo(OLDEST) > 0
                ? Finding.fail(what, "of %s %s".formatted(oldest.name(), detail), REMEDY)
                : Finding.pass(what, detail);
    }

    /** Of what the deployment itself has had for long, there should be a copy. */
    private boolean hasLongBeenBackedUp(Store store, List<RecoveryPoint> points) {
        return points.stream()
                .anyMatch(point -> point.store().equals(store)
                        && point.isComplete()
                        && point.created().isBefore(now.minus(OLDEST)));
    }

    private static Optional<Instant> latest(Store store, List<CopyJob> copied) {
        return copied.stream()
                .filter(job -> store.arn().equals(job.resourceArn()))
                .map(CopyJob::creationDate)
                .max(Comparator.naturalOrder());
    }

    private Stream<String> vaults() {
        return values.find(DataContract.BACKUP_COPY_VAULT_ARNS).stream().flatMap(arns -> Stream.of(arns.split(",")));
    }

    /** In another region; where it is the same, in another account. */
    private String what(String vaultArn) {
        var parts = vaultArn.split(":", -1);
        return "copies in " + (parts[3].equals(values.region()) ? parts[4] : parts[3]);
    }
}
