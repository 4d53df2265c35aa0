package org.openemr.aws.operator.cli;

import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.signin.Person;
import picocli.CommandLine.Command;

@Command(name = "list", description = "List who may sign in before OpenEMR.")
final class UsersListCommand extends PeopleOperation {

    UsersListCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var people = people();
        results()
                .rows(
                        Person.COLUMNS,
                        people.list().stream().map(Person::row).toList(),
                        "nobody yet: openemr users invite ADDRESS");
        return ExitStatus.DONE;
    }
}
