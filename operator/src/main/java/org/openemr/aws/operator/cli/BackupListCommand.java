package org.openemr.aws.operator.cli;

import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.backup.Backups;
import org.openemr.aws.operator.backup.RecoveryPoint;
import picocli.CommandLine.Command;
import software.amazon.awssdk.services.backup.BackupClient;

@Command(name = "list", description = "List recovery points, the latest first.")
final class BackupListCommand extends OperatorCommand {

    BackupListCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var now = surroundings().clock().instant();
        var points = new Backups(aws().client(BackupClient.builder()), values()).list();
        results()
                .rows(
                        RecoveryPoint.COLUMNS,
                        points.stream().map(point -> point.row(now)).toList(),
                        "no recovery points yet");
        return ExitStatus.DONE;
    }
}
