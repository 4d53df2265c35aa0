package org.openemr.aws.operator.cli;

import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.rehearsal.Stage;
import picocli.CommandLine.Command;

@Command(
        name = "rehearse",
        description = {
            "Play the life of an installation on an emulator of AWS on this machine, without an account: it comes, grows, is"
                    + " upgraded, destroyed, restored and thrown away.",
            "Needs Python 3.10 or newer, and PyPI and npm the first time. Takes six to seven minutes; costs nothing."
        },
        footer = {"", "Example:", "  openemr rehearse"})
final class RehearseCommand extends OperatorCommand {

    RehearseCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        Stage.play(
                surroundings().directory(),
                surroundings().environment(),
                surroundings().pause(),
                text -> terminal().out().println(text));
        say("The rehearsal went well.");
        return ExitStatus.DONE;
    }
}
