package org.openemr.aws.operator.cli;

import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.backup.Backups;
import org.openemr.aws.operator.backup.RestorePlan;
import org.openemr.aws.operator.backup.Store;
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

    @Parameters(paramLabel = "RECOVERY_POINT", description = "Its ARN, from `openemr backup list`.")
    private String recoveryPoint;

    @Option(names = "--plan-only", description = "Show what would be made, and stop.")
    private boolean planOnly;

    BackupRestoreCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var backups = new Backups(aws().client(BackupClient.builder()), values());
        var point = backups.find(recoveryPoint);
        if (!point.state().equals("COMPLETED")) {
            throw Failure.notReady(
                    "This recovery point is " + point.state() + "; only a COMPLETED one can be restored.");
        }
        var target = "%s-restored-%d"
                .formatted(deployment(), surroundings().clock().instant().getEpochSecond());
        var plan = RestorePlan.of(point, backups.metadata(point), target);
        results().facts(plan.facts());
        if (planOnly) {
            return ExitStatus.DONE;
        }
        confirmByTyping("This makes a new resource, which costs what it stores.", deployment());
        var job = backups.restore(plan);
        var ended = BackupJobs.follow(this, "Restoring", point.store().name(), job, backups::restoreJob);
        say("Made " + ended.created().orElse(target) + ".\n"
                + whatNext(point.store().kind()));
        return ExitStatus.DONE;
    }

    private String whatNext(Store.Kind kind) {
        return kind == Store.Kind.AURORA ? """
                To run OpenEMR on this state: set "restore_database_from_snapshot": "%s" in cdk.json and run:
                npx cdk deploy DataStack ComputeStack
                The cluster made now is for looking into it (add an instance), and can be deleted. See docs/restore.md.""".formatted(recoveryPoint) : """
                The files are below aws-backup-restore_<time> in it: move them to its root. Then set
                "restore_sites_file_system_id" in cdk.json to its id and run: npx cdk deploy DataStack ComputeStack
                See docs/restore.md.""";
    }
}
