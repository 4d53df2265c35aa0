package org.openemr.aws.operator.cli;

import java.util.List;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "invite",
        description = {
            "Let somebody sign in before OpenEMR: they get a first password by mail, and set up a second factor.",
            "Their user of OpenEMR is another matter: an administrator makes it there."
        },
        footer = {"", "Example:", "  openemr users invite jane@clinic.example.org john@clinic.example.org"})
final class UsersInviteCommand extends PeopleOperation {

    @Parameters(arity = "1..*", paramLabel = "ADDRESS", description = "An e-mail address.")
    private List<String> addresses;

    UsersInviteCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var people = people();
        addresses.forEach(address -> say(
                switch (people.invite(address)) {
                    case SENT -> address + " is invited.";
                    case SENT_AGAIN -> address + " is invited again: the message of before has a password no longer.";
                    case NOT_NEEDED -> address + " has signed in before. A lost second factor: openemr users reset";
                }));
        return ExitStatus.DONE;
    }
}
