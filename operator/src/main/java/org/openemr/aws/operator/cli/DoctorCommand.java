package org.openemr.aws.operator.cli;

import java.util.ArrayList;
import java.util.Optional;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.aws.AwsAnswer;
import org.openemr.aws.operator.doctor.AccountChecks;
import org.openemr.aws.operator.doctor.MachineChecks;
import org.openemr.aws.operator.doctor.PublicDns;
import org.openemr.aws.operator.doctor.SettingChecks;
import org.openemr.aws.operator.status.Finding;
import org.openemr.aws.operator.status.Finding.Grade;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

@Command(
        name = "doctor",
        description = "Check everything that a deployment needs: this machine, the account, the settings.",
        footer = {"", "Example:", "  openemr doctor --create-roles"})
final class DoctorCommand extends OperatorCommand {

    @Option(names = "--create-roles", description = "Create service-linked roles that are missing, after a question.")
    private boolean createRoles;

    DoctorCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** One that cannot be made keeps nothing else from being looked at. */
    private void create(AccountChecks account, String service) {
        try {
            account.createRole(service);
        } catch (AwsServiceException e) {
            say("It was not created: " + AwsAnswer.of(e).message());
        }
    }

    @Override
    ExitStatus execute() {
        var context = checkout().context();
        var account = new AccountChecks(aws(), new PublicDns(surroundings().environment()), context);
        if (createRoles) {
            for (var service : account.missingRoles()) {
                confirm("Create the service-linked role of " + service + "?");
                create(account, service);
            }
        }
        var findings = new ArrayList<Finding>(new MachineChecks(surroundings().programs()).findings());
        findings.addAll(
                SettingChecks.findings(context, Optional.of(aws().region().id())));
        findings.addAll(account.findings());
        results().rows(findings.stream().map(Finding::row).toList(), "nothing");
        return StatusCommand.worst(findings) == Grade.FAIL ? ExitStatus.NOT_READY : ExitStatus.DONE;
    }
}
