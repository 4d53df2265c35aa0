package org.openemr.aws.operator.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.backup.Backups;
import org.openemr.aws.operator.backup.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.backup.BackupClient;

@Command(
        name = "create",
        description =
                "Take recovery points of the database and both file systems now, and wait until they are complete.",
        footer = {"", "Example:", "  openemr backup create --keep-days 90"})
final class BackupCreateCommand extends OperatorCommand {

    private static final long MOST_DAYS = 36_500;

    @Option(
            names = "--keep-days",
            paramLabel = "DAYS",
            defaultValue = "35",
            description = "Delete them after so many days, 1 to 36500 (default: ${DEFAULT-VALUE}).")
    private long keepDays;

    BackupCreateCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        if (keepDays < 1 || keepDays > MOST_DAYS) {
            throw Failure.usage("--keep-days must be 1 to 36500.");
        }
        var values = values();
        create(this, new Backups(aws().client(BackupClient.builder()), values), values, keepDays);
        return ExitStatus.DONE;
    }

    /** Takes recovery points of all stores and prints them. */
    static void create(OperatorCommand command, Backups backups, DeployedValues values, long keepDays) {
        var ids = new LinkedHashMap<String, String>();
        Store.of(values).forEach(store -> ids.put(store.name(), backups.start(store, keepDays)));
        var jobs = BackupJobs.follow(command, "Backing up", ids, backups::backupJob);
        command.results()
                .rows(jobs.entrySet().stream()
                        .map(job -> row(job.getKey(), job.getValue().created().orElse("")))
                        .toList());
    }

    private static Map<String, Object> row(String store, String recoveryPoint) {
        var row = new LinkedHashMap<String, Object>();
        row.put("store", store);
        row.put("recovery_point", recoveryPoint);
        return row;
    }

    @Override
    String afterInterrupt() {
        return GOES_ON + "openemr backup list shows the recovery point when it is complete.";
    }
}
