package org.openemr.aws.operator.cli;

import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Surroundings;
import picocli.CommandLine.Command;

@Command(
        name = "abort",
        description =
                "Bring back what was there before an import, and delete what was uploaded. What people have done since is lost.")
final class ImportAbortCommand extends OperatorCommand {

    ImportAbortCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var importing = new Importing(this, values());
        confirmByTyping(
                "What came, and what people have done here since, goes; the fresh installation comes back.",
                deployment());
        importing.undo();
        importing.bucket().empty();
        importing.startClock();
        return ExitStatus.DONE;
    }
}
