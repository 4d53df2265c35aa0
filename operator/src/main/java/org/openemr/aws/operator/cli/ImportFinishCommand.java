package org.openemr.aws.operator.cli;

import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Surroundings;
import picocli.CommandLine.Command;

@Command(
        name = "finish",
        description =
                "End an import that is well: forget what was there before, delete what was uploaded, and run the background services again.")
final class ImportFinishCommand extends OperatorCommand {

    ImportFinishCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var importing = new Importing(this, values());
        confirm(
                "Has somebody of the old installation signed in and seen patients and documents? There is no way back from here.");
        importing.forget();
        importing.bucket().empty();
        importing.startClock();
        say("""
                Set "enable_import": false in cdk.json and deploy ComputeStack: bucket and task go. From now on this installation sends reminders and claims: the
                old one must not. OpenEMR's administrator is the one of the old installation.""");
        return ExitStatus.DONE;
    }
}
