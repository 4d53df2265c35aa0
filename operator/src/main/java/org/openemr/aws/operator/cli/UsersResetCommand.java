package org.openemr.aws.operator.cli;

import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "reset",
        description =
                "After a lost telephone, and after a question: somebody gets a first password again, and sets up another second factor.",
        footer = {"", "Example:", "  openemr users reset jane@clinic.example.org"})
final class UsersResetCommand extends PeopleOperation {

    @Parameters(paramLabel = "ADDRESS", description = "The e-mail address.")
    private String address;

    UsersResetCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var people = people();
        confirm("Did you make sure that it is " + address + " who asks? Reset their password and second factor?");
        people.remove(address);
        try {
            people.invite(address);
        } catch (RuntimeException e) {
            throw Failure.failed("%s is removed and not invited again (%s). Run: openemr users invite %s"
                    .formatted(address, e.getMessage(), address));
        }
        say(address + " is invited.");
        return ExitStatus.DONE;
    }
}
