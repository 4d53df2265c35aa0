package org.openemr.aws.operator.cli;

import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.mail.MailStatus;
import picocli.CommandLine.Command;

@Command(
        name = "status",
        description = "Show how mail stands: identity, DKIM, MAIL FROM, sandbox, quota, bounces, suppression list.")
final class MailStatusCommand extends OperatorCommand {

    MailStatusCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var looks = new MailStatus(aws(), values(), surroundings().clock()).looks();
        return FindingsView.status(new FindingsView(this).show(looks));
    }
}
