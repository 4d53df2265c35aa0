package org.openemr.aws.operator.cli;

import java.time.Instant;
import java.util.Optional;
import org.openemr.aws.contracts.DataContract;
import org.openemr.aws.contracts.RotationContract;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.backup.Backups;
import org.openemr.aws.operator.backup.FileCheck;
import org.openemr.aws.operator.backup.PointInTime;
import org.openemr.aws.operator.backup.RecoveryPoint;
import org.openemr.aws.operator.backup.RestorePlan;
import org.openemr.aws.operator.backup.RestorePlans;
import org.openemr.aws.operator.backup.RestoreState;
import org.openemr.aws.operator.backup.Store;
import org.openemr.aws.operator.rotation.RotatedCredential;
import org.openemr.aws.operator.rotation.SecretRotation;
import org.openemr.aws.trial.Records;
import org.openemr.aws.trial.Scratch;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.efs.model.FileSystemDescription;

/** The phases of a restore. Each leaves its trace in the state, and can be repeated. */
final class Restoration {

    private static final String SITES = "sites";

    private final OperatorCommand command;
    private final DeployedValues values;
    private final Backups backups;
    private final Records records;
    private final FileCheck fileCheck;
    private final Restored restored;
    private final RestoreSwitch restoreSwitch;

    Restoration(OperatorCommand command, DeployedValues values, Backups backups, Records records) {
        this.command = command;
        this.values = values;
        this.backups = backups;
        this.records = records;
        fileCheck = new FileCheck(command.aws(), values);
        restored = new Restored(command, values, backups, fileCheck);
        restoreSwitch = new RestoreSwitch(command, values, records);
    }

    /** Goes from where it is to its end, and looks at what came. */
    ExitStatus run(RestoreState begun) {
        return check(bring(begun));
    }

    /** Goes from where it is to its end. */
    RestoreState bring(RestoreState begun) {
        var state = files(database(begun));
        restoreSwitch.deploy(state);
        state.end(records);
        command.say("""
                cdk.json names what was restored now: commit it, for every checkout that deploys needs it. Without it the next deployment makes an
                empty database. With data_on_destroy=retain the old database and the old files stay, and cost what they store: delete them when
                nobody needs them any more.""");
        return state;
    }

    private RestoreState database(RestoreState state) {
        if (!state.plan().point().byTime()) {
            return state;
        }
        var made = state;
        if (state.snapshot() == null) {
            restored.wait("Restoring the database", pointInTime(state)::advance, Scratch.READY);
            made = state.withSnapshot(state.plan().name()).write(records);
        }
        remove(cluster(state));
        return made;
    }

    private PointInTime pointInTime(RestoreState state) {
        return new PointInTime(
                command.aws(),
                values.get(DataContract.DATABASE_IDENTIFIER),
                state.plan().name(),
                Instant.parse(String.valueOf(state.plan().point().databaseTime())));
    }

    private Scratch cluster(RestoreState state) {
        return restored.database(state.plan().name());
    }

    private RestoreState files(RestoreState state) {
        var filesPoint = state.plan().point().files(values);
        if (filesPoint.isEmpty() || state.settled()) {
            return state;
        }
        fileCheck.requireTask();
        var made = state.fileSystem() == null ? restored(state, filesPoint.get()) : state;
        made.requireOwn(records);
        restored.settle(
                restored.files(String.valueOf(made.fileSystem()), state.plan().name(), SITES), SITES);
        return made.withFilesSettled().write(records);
    }

    private RestoreState restored(RestoreState state, RecoveryPoint point) {
        var made = state;
        if (made.filesJob() == null) {
            refuseWhatWasNotRecorded(state);
            var plan = new RestorePlans(command.aws(), values, backups)
                    .of(point, state.plan().name(), state.plan().token());
            made = made.withFilesJob(backups.restore(plan, state.plan().token()))
                    .write(records);
        }
        var arn = restored.follow("Restoring", point, String.valueOf(made.filesJob()));
        return made.withFileSystem(Store.fileSystemId(arn)).write(records);
    }

    /** AWS Backup may still write into a file system whose job nobody knows any more, or have stopped half-way. */
    private void refuseWhatWasNotRecorded(RestoreState state) {
        found(state).ifPresent(id -> {
            throw Failure.notReady(
                    "%s was begun, and its job is not known: openemr restore --abandon when AWS Backup shows its end, then begin again."
                            .formatted(id));
        });
    }

    /** A file system that was begun, and not recorded. */
    private Optional<String> found(RestoreState state) {
        var token = RestorePlan.token(state.plan().name(), state.plan().token());
        return command.aws().client(EfsClient.builder()).describeFileSystemsPaginator().fileSystems().stream()
                .filter(fileSystem -> fileSystem.creationToken().equals(token))
                .map(FileSystemDescription::fileSystemId)
                .findFirst();
    }

    /** Looks whether it is what people want back. */
    ExitStatus check(RestoreState state) {
        var deployed = command.values();
        var status = new InstallationCheck(command, deployed, fileCheck, restored).check(filesOf(state), facts -> {});
        if (state.snapshot() != null) {
            lockOutTheUserOfBefore(deployed);
        }
        return status;
    }

    /** A database of before may let in a user whom a rotation has locked out since, with a password of then. */
    private void lockOutTheUserOfBefore(DeployedValues deployed) {
        if (deployed.find(RotationContract.RETIREMENT_MACHINE_ARN).isEmpty()) {
            return;
        }
        try {
            var rotation = new SecretRotation(command.aws(), deployed, RotatedCredential.DATABASE);
            rotation.goOn(rotation.current());
            command.say("Of OpenEMR's two database users the one that is not in use is locked out within minutes:"
                    + " openemr logs rotation.");
        } catch (Failure e) {
            command.say(
                    "Of OpenEMR's two database users both may be let in: openemr rotate database. " + e.getMessage());
        }
    }

    /** What was uploaded until then must be there. */
    private Instant filesOf(RestoreState state) {
        return Optional.ofNullable(state.plan().point().filesTime())
                .map(Instant::parse)
                .orElseGet(() -> command.surroundings().clock().instant());
    }

    /**
     * Removes what it has made, and puts cdk.json back; where a stack has taken it over, only forgets it.
     *
     * @throws Failure while a stack may be taking it over
     */
    void abandon(RestoreState state) {
        if (restoreSwitch.isMade(state)) {
            command.confirm(
                    "DataStack has taken over what was restored: nothing is removed. Forget this restore, so that another can begin?");
            state.end(records);
            return;
        }
        command.confirm("Remove what the restore that began at %s has made?"
                .formatted(state.plan().begun()));
        state.requireOwn(records);
        restoreSwitch.putBack(state);
        if (state.plan().point().byTime()) {
            remove(cluster(state));
            restored.wait("Removing the snapshot", pointInTime(state)::deleteSnapshot, Scratch.GONE);
        }
        fileSystem(state)
                .ifPresent(made -> remove(restored.files(made, state.plan().name(), SITES)));
        state.end(records);
    }

    /** What AWS Backup is still making is waited for; a job that failed may have made something, too. */
    private Optional<String> fileSystem(RestoreState state) {
        if (state.fileSystem() != null) {
            return Optional.of(state.fileSystem());
        }
        if (state.filesJob() != null) {
            var job = state.filesJob();
            var ended = Polling.until(
                    command,
                    "Ending the restore of the files",
                    () -> backups.restoreJob(job),
                    Backups.Job::ended,
                    (progress, seen) -> progress.show(seen.percent(), seen.state()));
            if (ended.created().isPresent()) {
                return ended.created();
            }
        }
        return found(state);
    }

    private void remove(Scratch scratch) {
        restored.wait("Removing " + scratch.name(), scratch::remove, Scratch.GONE);
    }
}
