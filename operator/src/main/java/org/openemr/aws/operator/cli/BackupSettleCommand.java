package org.openemr.aws.operator.cli;

import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.backup.Backups;
import org.openemr.aws.operator.backup.FileCheck;
import org.openemr.aws.operator.backup.Store;
import org.openemr.aws.trial.ScratchFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.backup.BackupClient;

@Command(
        name = "settle",
        description = {
            "Move restored files to the root of their file system, where a deployment expects them.",
            "AWS Backup restores below aws-backup-restore_<time>. `openemr backup restore` does this by itself; this goes on where it was"
                    + " ended. A file system that is in use is refused."
        },
        footer = {"", "Example:", "  openemr backup settle fs-0123456789abcdef0"})
final class BackupSettleCommand extends OperatorCommand {

    private static final String NEXT = """
            Its files are at the root of %1$s, and nothing mounts it. To run OpenEMR on this state: set
            "restore_sites_file_system_id": "%1$s" in cdk.json and run: npx cdk deploy DataStack ComputeStack
            and RecoveryStack and AnalyticsStack, where there are any. See docs/restore.md.""";

    private static final String NEXT_FOR_CERTIFICATES =
            "Its files are at the root of %s, and nothing mounts it. A deployment makes its certificates anew: these are for looking into.";

    @Parameters(paramLabel = "FILE_SYSTEM", description = "The id of the file system that was restored.")
    private String fileSystem;

    @Option(
            names = "--store",
            paramLabel = "STORE",
            defaultValue = "sites",
            description = "What it is for, sites or ssl (default: ${DEFAULT-VALUE}).")
    private String storeName;

    BackupSettleCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        if (!fileSystem.matches("fs-[0-9a-f]+")) {
            throw Failure.usage("That is no id of a file system: " + fileSystem);
        }
        var values = values();
        var store = Store.of(values).stream()
                .filter(one -> one.kind() == Store.Kind.EFS && one.name().equals(storeName))
                .findFirst()
                .orElseThrow(() -> Failure.usage("--store must be sites or ssl."));
        var fileCheck = new FileCheck(aws(), values);
        fileCheck.requireTask();
        var restored = new Restored(this, values, new Backups(aws().client(BackupClient.builder()), values), fileCheck);
        var files = restored.files(fileSystem, fileSystem, storeName);
        if (Store.of(values).stream().anyMatch(one -> one.arn().endsWith("/" + fileSystem)) || files.isInUse()) {
            throw Failure.usage("%s is in use: nothing is moved there.".formatted(fileSystem));
        }
        confirm("Move the files of %s to its root?".formatted(fileSystem));
        settle(this, restored, files, store);
        return ExitStatus.DONE;
    }

    /** Moves them, and says what is next; or how to go on, when it does not come to its end. */
    static void settle(OperatorCommand command, Restored restored, ScratchFiles files, Store store) {
        command.say(
                "Its files are moved to the root now. Should this be ended, it goes on with: openemr backup settle %s --store %s"
                        .formatted(files.id(), store.name()));
        restored.settle(files, store.name());
        command.say((store.name().equals("sites") ? NEXT : NEXT_FOR_CERTIFICATES).formatted(files.id()));
    }
}
