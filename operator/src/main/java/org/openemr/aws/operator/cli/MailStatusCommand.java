package org.openemr.aws.operator.cli;

import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.mail.MailStatus;
import org.openemr.aws.operator.status.Finding;
import org.openemr.aws.operator.status.Finding.Grade;
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
        var findings = new MailStatus(aws(), values(), surroundings().clock()).findings();
        results().rows(findings.stream().map(Finding::row).toList(), "nothing");
        return StatusCommand.worst(findings) == Grade.FAIL ? ExitStatus.NOT_READY : ExitStatus.DONE;
    }
}
