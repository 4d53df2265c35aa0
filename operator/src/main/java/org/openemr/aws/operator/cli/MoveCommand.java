package org.openemr.aws.operator.cli;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openemr.aws.contracts.Names;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.move.MoveState;
import org.openemr.aws.trial.Records;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.ssm.SsmClient;

@Command(
        name = "move",
        description = {
            "Move the deployment from another region into a fresh one of the same name in this region.",
            "Closes the site there, takes recovery points, copies them here, restores them here as openemr restore does, and compares. The deployment"
                    + " there stays as it is, closed: until --finish, --abandon opens it again. Ended on the way, --resume goes on.",
            "With --leave-open people go on working there: a rehearsal that shows how long it takes."
        },
        footer = {
            "",
            "Examples:",
            "  openemr move --region eu-west-1 --from us-east-1 --leave-open",
            "  openemr move --region eu-west-1 --from us-east-1",
            "  openemr move --region eu-west-1 --finish"
        })
final class MoveCommand extends OperatorCommand {

    @ArgGroup(multiplicity = "1")
    private What what = new What();

    /** What it is asked to do. */
    static final class What {
        @Option(names = "--from", paramLabel = "REGION", description = "The region that the deployment leaves.")
        private @Nullable String from;

        @Option(names = "--resume", description = "Go on with a move that was ended.")
        private boolean resume;

        @Option(names = "--abandon", description = "Open the site again where it came from.")
        private boolean abandon;

        @Option(names = "--finish", description = "People work here now: the way back ends.")
        @SuppressWarnings("UnusedVariable") // What it is when it is nothing else.
        private boolean finish;
    }

    @Option(names = "--leave-open", description = "Close nothing: a rehearsal.")
    private boolean leaveOpen;

    MoveCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var records = new Records(
                aws().client(SsmClient.builder()), Names.of(deployment()).recordRoot());
        checkout();
        var before = MoveState.read(records);
        if (what.from != null) {
            return begin(what.from, records);
        }
        var state = before.orElseThrow(() -> Failure.notFound("No move is on its way here."));
        if (what.resume) {
            say("It began at %s.".formatted(state.plan().begun()));
            return new Moving(this, records, new MoveOrigin(this, state.plan().from())).run(state);
        }
        if (what.abandon) {
            abandon(state, records);
        } else {
            finish(state, records);
        }
        return ExitStatus.DONE;
    }

    private ExitStatus begin(String from, Records records) {
        var region = aws().region().id();
        if (from.equals(region)) {
            throw Failure.usage(
                    "It is in %s already. Give --region, the one it moves to, and --from, the one it leaves."
                            .formatted(from));
        }
        requireNoOther(records);
        values();
        var moving = new Moving(this, records, new MoveOrigin(this, from));
        var held = moving.held();
        moving.show(held);
        moving.look(held);
        say("""
                1  %s
                2  recovery points of database and files in %s
                3  copies of them in %s
                4  the same state there, made beside what runs, then switched to, which is asked for again
                5  documents opened, rows compared""".formatted(
                        leaveOpen
                                ? "the site in " + from + " stays open"
                                : "the site in " + from + " is closed, and its last task awaited",
                        from,
                        region));
        confirmByTyping(
                leaveOpen
                        ? "What is in %s is replaced by what is in %s.".formatted(region, from)
                        : "Nobody works from now until it runs in %s, nor until its name points there."
                                .formatted(region),
                from);
        // Somebody else may have begun, or worked here, while the question stood.
        requireNoOther(records);
        moving.look(moving.held());
        var plan = new MoveState.Plan(
                surroundings().clock().instant().toString(), UUID.randomUUID().toString(), from, leaveOpen);
        return moving.run(MoveState.of(plan).begin(records));
    }

    private static void requireNoOther(Records records) {
        MoveState.read(records).ifPresent(state -> {
            throw Failure.notReady("A move that began at %s is on its way: --resume goes on with it, --abandon ends it."
                    .formatted(state.plan().begun()));
        });
    }

    /** People work where it moved to. Neither deployment need be there any more. */
    private void finish(MoveState state, Records records) {
        if (!state.arrived()) {
            throw Failure.notReady("It has not arrived yet: openemr move --resume.");
        }
        confirm(
                state.plan().open()
                        ? "End the rehearsal? Both deployments stay as they are."
                        : "Do people work in %s? The way back ends; the deployment in %s stays closed until you destroy it."
                                .formatted(aws().region().id(), state.plan().from()));
        state.end(records);
    }

    /** Opens the site where it came from, first of all; then what was restored is taken away where no stack has taken it over. */
    private void abandon(MoveState state, Records records) {
        var from = state.plan().from();
        confirmByTyping(
                state.arrived() && !state.plan().open()
                        ? "Everything that was entered in %s since it arrived stays there, and is lost to the site in %s."
                                .formatted(aws().region().id(), from)
                        : "The deployment in %s is used again.".formatted(from),
                from);
        var origin = new MoveOrigin(this, from);
        if (state.before() == null) {
            say("Nothing was closed.");
        } else {
            origin.open(state);
            say("The site in %s opens: openemr status --region %1$s".formatted(from));
        }
        var region = aws().region().id();
        if (DeployedValues.read(aws().client(SsmClient.builder()), deployment(), region)
                .values()
                .isEmpty()) {
            say("There is no deployment in %s any more: what AWS Backup made there, if anything, stays."
                    .formatted(region));
        } else {
            new Moving(this, records, origin).cleanUp(state);
        }
        state.end(records);
    }

    @Override
    String afterInterrupt() {
        return GOES_ON
                + "openemr move --resume goes on with it, and openemr move --abandon opens the site again where it was.";
    }
}
