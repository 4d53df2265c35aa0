package org.openemr.aws.operator.cli;

import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.backup.Backups;
import org.openemr.aws.operator.backup.FileCheck;
import org.openemr.aws.operator.backup.RestorePlans;
import org.openemr.aws.operator.backup.Store;
import org.openemr.aws.trial.ScratchName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.backup.BackupClient;

@Command(
        name = "restore",
        description =
                "Restore a recovery point beside what runs. Nothing that runs is changed; what to do next is said at the end.",
        footer = {
            "",
            "Example:",
            "  openemr backup restore arn:aws:rds:us-east-1:111122223333:cluster-snapshot:awsbackup:job-0a1b --plan-only"
        })
final class BackupRestoreCommand extends OperatorCommand {

    private static final String NEXT_FOR_DATABASE = """
            To run OpenEMR on this state: set "restore_database_from_snapshot": "%s" in cdk.json and run:
            npx cdk deploy DataStack ComputeStack, and RecoveryStack and AnalyticsStack, where there are any.
            The cluster made now is for looking into it (add an instance), and can be deleted. See docs/restore.md.""";

    @Parameters(paramLabel = "RECOVERY_POINT", description = "Its ARN, from `openemr backup list`.")
    private String recoveryPoint;

    @Option(names = "--plan-only", description = "Show what would be made, and stop.")
    private boolean planOnly;

    BackupRestoreCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var values = values();
        var backups = new Backups(aws().client(BackupClient.builder()), values);
        var point = backups.find(recoveryPoint);
        if (!point.state().equals("COMPLETED")) {
            throw Failure.notReady(
                    "This recovery point is " + point.state() + "; only a COMPLETED one can be restored.");
        }
        var target =
                new ScratchName(deployment()).ofRestore(surroundings().clock().instant());
        var plan = new RestorePlans(aws(), values, backups).of(point, target);
        results().facts(plan.facts());
        if (planOnly) {
            return ExitStatus.DONE;
        }
        if (point.store().kind() == Store.Kind.EFS) {
            new FileCheck(aws(), values).requireTask();
        }
        confirmByTyping("This makes a new resource, which costs what it stores.", deployment());
        var job = backups.restore(plan);
        var restored = new Restored(this, values, backups, new FileCheck(aws(), values));
        var made = restored.follow("Restoring", point, job);
        say("Made " + made + ".");
        if (point.store().kind() == Store.Kind.AURORA) {
            say(NEXT_FOR_DATABASE.formatted(recoveryPoint));
        } else {
            BackupSettleCommand.settle(
                    this, restored, restored.files(made, target, point.store().name()), point.store());
        }
        return ExitStatus.DONE;
    }
}
