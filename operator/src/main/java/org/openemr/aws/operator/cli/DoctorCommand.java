package org.openemr.aws.operator.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.ProxySettings;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.operator.aws.AwsAnswer;
import org.openemr.aws.operator.aws.NoRegionException;
import org.openemr.aws.operator.aws.Trouble;
import org.openemr.aws.operator.doctor.AccountChecks;
import org.openemr.aws.operator.doctor.FileChecks;
import org.openemr.aws.operator.doctor.MachineChecks;
import org.openemr.aws.operator.doctor.PublicDns;
import org.openemr.aws.operator.doctor.SettingChecks;
import org.openemr.aws.operator.settings.CdkJsonFile;
import org.openemr.aws.operator.status.Finding;
import org.openemr.aws.operator.status.Look;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

@Command(
        name = "doctor",
        description = "Check everything that a deployment needs: this machine, the account, the settings.",
        footer = {"", "Example:", "  openemr doctor --create-roles"})
final class DoctorCommand extends OperatorCommand {

    private static final String NOT_LOOKED_AT = "Nothing of AWS is looked at";

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
        looks.add(Look.known(
                List.of(FileChecks.finding(CdkJsonFile.in(surroundings().directory())))));
        var place = place(looks::add);
        var region = place.map(aws -> aws.region().id());
        looks.add(Look.known(SettingChecks.findings(file.context(), region)));
        place.ifPresent(aws -> looks.addAll(account(aws, file.context()).looks()));
        return FindingsView.status(new FindingsView(this).show(looks));
    }

    /**
     * Where to look, after the roles were made that shall be; nothing where nobody says in which region, or where the deployment does not
     * belong.
     *
     * @param reader gets why not
     */
    private Optional<Aws> place(Consumer<Look> reader) {
        Aws aws;
        try {
            aws = aws();
        } catch (NoRegionException e) {
            reader.accept(nowhere(
                    "region",
                    "none is set",
                    "Give --region, or set AWS_REGION, or a region in the profile: nothing of AWS is looked at"));
            return Optional.empty();
        } catch (Failure e) {
            reader.accept(nowhere("target", String.valueOf(e.getMessage()), NOT_LOOKED_AT));
            return Optional.empty();
        } catch (SdkException e) {
            reader.accept(nowhere("target", String.valueOf(Trouble.of(e).getMessage()), NOT_LOOKED_AT));
            return Optional.empty();
        } catch (IllegalArgumentException | IllegalStateException e) {
            var failure = Trouble.ofSigningIn(e).orElseThrow(() -> e);
            reader.accept(nowhere("credentials", String.valueOf(failure.getMessage()), NOT_LOOKED_AT));
            return Optional.empty();
        }
        if (createRoles) {
            createRoles(account(aws, checkout().context()));
        }
        return Optional.of(aws);
    }

    private static Look nowhere(String what, String detail, String remedy) {
        return Look.known(List.of(Finding.fail(what, detail, remedy)));
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
