package org.openemr.aws.operator.cli;

import java.util.function.Supplier;
import org.openemr.aws.contracts.NetworkContract;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.backup.Backups;
import org.openemr.aws.operator.backup.FileCheck;
import org.openemr.aws.operator.backup.RecoveryPoint;
import org.openemr.aws.operator.backup.Store;
import org.openemr.aws.operator.database.DataApi;
import org.openemr.aws.trial.DataApiRows;
import org.openemr.aws.trial.Scratch;
import org.openemr.aws.trial.ScratchDatabase;
import org.openemr.aws.trial.ScratchFiles;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rdsdata.RdsDataClient;

/** Waits for what a restore makes, and for the tasks that look into it. */
final class Restored {

    /** Five minutes of looks. */
    private static final int MOST_REFUSALS = 30;

    private final OperatorCommand command;
    private final DeployedValues values;
    private final Backups backups;
    private final FileCheck fileCheck;

    Restored(OperatorCommand command, DeployedValues values, Backups backups, FileCheck fileCheck) {
        this.command = command;
        this.values = values;
        this.backups = backups;
        this.fileCheck = fileCheck;
    }

    /** Waits for the end of a restore; returns the ARN of what it made. */
    String follow(String what, RecoveryPoint point, String job) {
        var store = point.store().name();
        return BackupJobs.follow(command, what + " " + store, store, job, backups::restoreJob)
                .created()
                .orElseThrow(() -> Failure.failed("AWS Backup does not say what it restored; look at job " + job));
    }

    /**
     * A file system that was restored.
     *
     * @param arnOrId its ARN, or its id
     * @param name what is known of it by
     * @param store what it is for
     */
    ScratchFiles files(String arnOrId, String name, String store) {
        var group = store.equals("ssl") ? NetworkContract.SSL_GROUP_ID : NetworkContract.SITES_GROUP_ID;
        return new ScratchFiles(
                command.aws().client(EfsClient.builder()),
                Store.fileSystemId(arnOrId),
                name,
                new ScratchFiles.Place(fileCheck.subnet(), values.get(group)));
    }

    /** A cluster that was restored, by its name. */
    ScratchDatabase database(String name) {
        return new ScratchDatabase(
                command.aws().client(RdsClient.builder()),
                command.aws().clientThatWaits(RdsDataClient.builder(), DataApiRows.LONGEST),
                name,
                DataApi.schema(values),
                MOST_REFUSALS);
    }

    /** Makes it usable. */
    void prepare(Scratch scratch) {
        wait("Preparing " + scratch.name(), scratch::prepare, Scratch.READY);
        if (scratch instanceof ScratchFiles) {
            command.say("Waiting %d seconds until the name of its mount target is known."
                    .formatted(ScratchFiles.NAME_IS_KNOWN.toSeconds()));
            command.surroundings().pause().of(ScratchFiles.NAME_IS_KNOWN);
        }
    }

    /** Waits for a task that looks into files; returns how many documents it read. */
    int look(String task) {
        var state = OneOffTasks.end(command, "Opening the files", () -> fileCheck.state(task));
        return OneOffTasks.lastWords(command, () -> fileCheck.documentsRead(task, state))
                .orElseThrow(() -> Failure.failed("The task ended, and its log does not say how: " + task));
    }

    /**
     * Moves what AWS Backup restored to the root of the file system, where a deployment expects it, and takes the mount target away again. Each
     * step can be repeated.
     */
    void settle(ScratchFiles files, String store) {
        prepare(files);
        try {
            look(fileCheck.startMove(files, store));
        } finally {
            fileCheck.forget();
        }
        wait("Releasing " + files.name(), files::unmount, Scratch.GONE);
        files.handOver(values.names().physicalName(store));
    }

    /** Takes step after step to an end. */
    void wait(String what, Supplier<String> step, String end) {
        Polling.until(command, what, step, end::equals, (progress, state) -> progress.show(-1, state));
    }
}
