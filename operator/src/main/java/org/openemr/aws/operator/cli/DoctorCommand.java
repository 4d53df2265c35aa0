package org.openemr.aws.operator.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.ProxySettings;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.operator.aws.AwsAnswer;
import org.openemr.aws.operator.aws.NoRegionException;
import org.openemr.aws.operator.doctor.AccountChecks;
import org.openemr.aws.operator.doctor.FileChecks;
import org.openemr.aws.operator.doctor.MachineChecks;
import org.openemr.aws.operator.doctor.PublicDns;
import org.openemr.aws.operator.doctor.SettingChecks;
import org.openemr.aws.operator.status.Finding;
import org.openemr.aws.operator.status.Look;
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
        var file = checkout();
        var looks = new ArrayList<>(new MachineChecks(surroundings().programs()).looks());
        ProxySettings.of(surroundings().environment())
                .ifPresent(proxy -> looks.add(Look.known(List.of(Finding.pass("proxy", proxy.shown())))));
        looks.add(Look.known(List.of(FileChecks.finding(file))));
        var place = place();
        var region = place.map(aws -> aws.region().id());
        looks.add(Look.known(SettingChecks.findings(file.context(), region)));
        place.ifPresentOrElse(
                aws -> looks.addAll(account(aws, file.context()).looks()),
                () -> looks.add(
                        Look.known(
                                List.of(
                                        Finding.fail(
                                                "region",
                                                "none is set",
                                                "Give --region, or set AWS_REGION, or a region in the profile: nothing of AWS is looked at")))));
        return FindingsView.status(new FindingsView(this).show(looks));
    }

    /** Where to look, after the roles were made that shall be; nothing where nobody says in which region. */
    private Optional<Aws> place() {
        try {
            var aws = aws();
            if (createRoles) {
                createRoles(account(aws, checkout().context()));
            }
            return Optional.of(aws);
        } catch (NoRegionException e) {
            return Optional.empty();
        }
    }

    private void createRoles(AccountChecks account) {
        for (var service : account.missingRoles()) {
            confirm("Create the service-linked role of " + service + "?");
            create(account, service);
        }
    }

    private AccountChecks account(Aws aws, Map<String, Object> context) {
        return new AccountChecks(
                aws,
                new PublicDns(surroundings().environment()),
                context,
                deployment(),
                surroundings().clock());
    }
}
