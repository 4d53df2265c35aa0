package org.openemr.aws.operator.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openemr.aws.contracts.DataContract;
import org.openemr.aws.contracts.Names;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.backup.Backups;
import org.openemr.aws.operator.backup.PointInTime;
import org.openemr.aws.operator.backup.RestorePoint;
import org.openemr.aws.operator.backup.RestorePoint.Part;
import org.openemr.aws.operator.backup.RestoreState;
import org.openemr.aws.operator.backup.RestoreTarget;
import org.openemr.aws.operator.move.MoveState;
import org.openemr.aws.trial.Records;
import org.openemr.aws.trial.ScratchName;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.ssm.SsmClient;

@Command(
        name = "restore",
        description = {
            "Bring the deployment back to an earlier state: database, files, or both.",
            "What it goes back to is made beside what runs; until the switch, which is asked for, nothing that runs is touched, and --abandon"
                    + " removes what was made. The switch deploys the stacks that use the stores: the site is away meanwhile. With"
                    + " data_on_destroy=retain the old database and the old files stay. Ended on the way, --resume goes on."
        },
        footer = {
            "",
            "Examples:",
            "  openemr restore --to 2026-11-25T09:30:00Z",
            "  openemr restore --recovery-point arn:aws:rds:us-east-1:111122223333:cluster-snapshot:awsbackup:job-0a1b",
            "  openemr restore --resume"
        })
final class RestoreCommand extends OperatorCommand {

    @ArgGroup(multiplicity = "1")
    private What what = new What();

    /** What it is asked to do. */
    static final class What {
        @Option(
                names = "--to",
                paramLabel = "TIME",
                description =
                        "The time, in UTC: to the second by Aurora's own backups as far as they reach, else the recovery point before it.")
        private @Nullable String time;

        @Option(
                names = "--recovery-point",
                paramLabel = "ARN",
                description = "A recovery point of the database, with the files nearest to it; or of sites, alone.")
        private @Nullable String recoveryPoint;

        @Option(names = "--resume", description = "Go on with a restore that was ended.")
        private boolean resume;

        @Option(names = "--abandon", description = "Remove what a restore has made that was not switched to.")
        private boolean abandon;
    }

    @Option(
            names = "--only",
            paramLabel = "PART",
            completionCandidates = Candidates.Parts.class,
            defaultValue = "both",
            description = "database, files or both (default: ${DEFAULT-VALUE}).")
    private String part = "both";

    RestoreCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var records = new Records(
                aws().client(SsmClient.builder()), Names.of(deployment()).recordRoot());
        checkout();
        var values = values();
        var backups = new Backups(aws().client(BackupClient.builder()), values);
        var before = RestoreState.read(records);
        if (before.isEmpty()) {
            MoveState.read(records).filter(move -> !move.arrived()).ifPresent(move -> {
                throw Failure.notReady("A move from %s is on its way here: openemr move --resume, or --abandon."
                        .formatted(move.plan().from()));
            });
        }
        if (what.abandon || what.resume) {
            var state = before.orElseThrow(() -> Failure.notFound("No restore is on its way."));
            var restoration = new Restoration(this, values, backups, records);
            if (what.abandon) {
                restoration.abandon(state);
                return ExitStatus.DONE;
            }
            say("It began at %s.".formatted(state.plan().begun()));
            new RestoreSwitch(this, values, records).show(state);
            return restoration.run(state);
        }
        if (before.isPresent()) {
            throw Failure.notReady(
                    "A restore that began at %s is on its way: --resume goes on with it, --abandon removes what it has made."
                            .formatted(before.get().plan().begun()));
        }
        var restoration = new Restoration(this, values, backups, records);
        var now = surroundings().clock().instant();
        var state = planned(point(values, backups), now);
        var restoreSwitch = new RestoreSwitch(this, values, records);
        restoreSwitch.show(state);
        restoreSwitch.refuseWhatCannotBe(state);
        confirmByTyping(
                "What it goes back to is made beside what runs, and costs what it stores. The switch is asked for again.",
                deployment());
        return restoration.run(state.begin(records));
    }

    private RestorePoint point(DeployedValues values, Backups backups) {
        var points = backups.list();
        if (what.recoveryPoint != null) {
            return RestorePoint.of(backups.find(what.recoveryPoint), wanted(), points);
        }
        var time = time(String.valueOf(what.time));
        if (time.isAfter(surroundings().clock().instant())) {
            throw Failure.usage("%s is yet to come.".formatted(time));
        }
        return RestorePoint.at(time, wanted(), reaches(values, time), points);
    }

    /** Whether Aurora's own backups reach a time. */
    private boolean reaches(DeployedValues values, Instant time) {
        return wanted() != Part.FILES
                && new PointInTime(aws(), values.get(DataContract.DATABASE_IDENTIFIER), "", time).isPossible();
    }

    private RestoreState planned(RestorePoint point, Instant now) {
        var plan = new RestoreState.Plan(
                now.toString(),
                new ScratchName(deployment()).ofRestore(now),
                UUID.randomUUID().toString(),
                RestoreTarget.of(point));
        return RestoreState.of(plan, plan.point().databasePoint());
    }

    private Part wanted() {
        return Optional.of(part.toUpperCase(Locale.ROOT))
                .filter(name -> name.matches("BOTH|DATABASE|FILES"))
                .map(Part::valueOf)
                .orElseThrow(() -> Failure.usage("--only must be database, files or both."));
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw Failure.usage("--to must be a time such as 2026-11-25T09:30:00Z.");
        }
    }

    @Override
    String afterInterrupt() {
        return GOES_ON + "openemr restore --resume goes on with it, and openemr restore --abandon takes it back.";
    }
}
