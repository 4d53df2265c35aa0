package org.openemr.aws.operator.cli;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openemr.aws.contracts.Names;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
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
        if (what.from == null) {
            return goOn(before.orElseThrow(() -> Failure.notFound("No move is on its way here.")), records);
        }
        before.ifPresent(state -> {
            throw Failure.notReady("A move that began at %s is on its way: --resume goes on with it, --abandon ends it."
                    .formatted(state.plan().begun()));
        });
        return begin(what.from, records);
    }

    private ExitStatus goOn(MoveState state, Records records) {
        var moving = new Moving(this, records, state.plan().from());
        if (what.resume) {
            say("It began at %s.".formatted(state.plan().begun()));
            return moving.run(state);
        }
        if (what.abandon) {
            moving.abandon(state);
        } else {
            moving.finish(state);
        }
        return ExitStatus.DONE;
    }

    private ExitStatus begin(String from, Records records) {
        if (from.equals(aws().region().id())) {
            throw Failure.usage(
                    "It is in %s already. Give --region, the one it moves to, and --from, the one it leaves."
                            .formatted(from));
        }
        var moving = new Moving(this, records, from);
        var state = MoveState.of(new MoveState.Plan(
                surroundings().clock().instant().toString(), UUID.randomUUID().toString(), from, leaveOpen));
        moving.look(state);
        var region = aws().region().id();
        say(
                "1  %s\n2  recovery points of database and files in %s\n3  copies of them in %s\n4  the same state there, made beside what runs, then switched to, which is asked for again\n5  rows compared, documents opened"
                        .formatted(
                                leaveOpen
                                        ? "the site in " + from + " stays open"
                                        : "the site in " + from + " is closed",
                                from,
                                region));
        confirmByTyping(
                leaveOpen
                        ? "What is in %s is replaced by what is in %s.".formatted(region, from)
                        : "Nobody works from now until it runs in %s, nor until its name points there."
                                .formatted(region),
                from);
        return moving.run(state.begin(records));
    }
}
