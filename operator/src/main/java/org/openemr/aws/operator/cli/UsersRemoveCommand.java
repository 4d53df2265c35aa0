package org.openemr.aws.operator.cli;

import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "remove",
        description = {
            "Take somebody out, after a question: they cannot sign in any more, and are out within 15 minutes.",
            "Their user of OpenEMR stays: an administrator makes it inactive there."
        },
        footer = {"", "Example:", "  openemr users remove jane@clinic.example.org"})
final class UsersRemoveCommand extends PeopleOperation {

    @Parameters(paramLabel = "ADDRESS", description = "The e-mail address.")
    private String address;

    UsersRemoveCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var people = people();
        confirm("Remove " + address + "?");
        people.remove(address);
        say(address + " is removed.");
        return ExitStatus.DONE;
    }
}
