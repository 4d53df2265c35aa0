package org.openemr.aws.operator.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.contracts.Names;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.deploy.Cdk;
import org.openemr.aws.operator.deploy.DeploymentAdvice;
import org.openemr.aws.operator.plan.AssemblyPlace;
import org.openemr.aws.operator.plan.ChangeReport;
import org.openemr.aws.operator.plan.PlannedStep;
import org.openemr.aws.operator.plan.WantedTemplates;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.sts.StsClient;

@Command(
        name = "deploy",
        description = {
            "Deploy what differs, one stack after the other in the order of `openemr plan`, and say what to do when one fails.",
            "Plans first, and does nothing when the deployment would fail, or when data is at risk and nobody accepted it. It deletes no stack."
                    + " Run again, it goes on where it ended."
        },
        footer = {"", "Examples:", "  openemr deploy", "  openemr deploy --assembly cdk.out --yes"})
final class DeployCommand extends OperatorCommand {

    @Mixin
    private AssemblyOption assembly;

    @Option(
            names = "--accept-data-at-risk",
            description = "Go on although a store is replaced, goes, or may be deleted from now on, as the plan says.")
    private boolean dataAtRiskAccepted;

    @Option(
            names = "--copies",
            description =
                    "Deploy vaults of copies in another region of the account, too, and first; nothing says what that does to them.")
    private boolean withCopies;

    DeployCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        checkout();
        var made = assembly.of(this);
        var place = new AssemblyPlace(made);
        var account = aws().client(StsClient.builder()).getCallerIdentity().account();
        place.require(Names.of(deployment()), account, aws().region().id());
        var report = ChangeReport.of(deployedStacks(), WantedTemplates.in(made), commands(assembly.given()));
        results().rows(ChangeReport.COLUMNS, report.rows(), "Nothing is to do.");
        report.lines().forEach(this::say);
        refuse(report);
        place.elsewhereInOtherAccounts(account)
                .forEach(stack -> say("%s is in another account and is not deployed here.".formatted(stack)));
        var elsewhere = elsewhere(place.elsewhereInAccount(account));
        if (report.steps().isEmpty() && elsewhere.isEmpty()) {
            return ExitStatus.DONE;
        }
        refuseToBeginWithADeletion(report.steps());
        confirm("Deploy deployment '%s' in %s?"
                .formatted(deployment(), aws().region().id()));
        var cdk = cdk();
        elsewhere.forEach(stack -> deployElsewhere(cdk, made, stack));
        return deploy(cdk, made, report.steps());
    }

    private void refuse(ChangeReport report) {
        var status = report.status();
        if (status == ExitStatus.DATA_AT_RISK && !dataAtRiskAccepted) {
            throw new Failure(
                    status,
                    "Nothing was done. Know where the data is, then give --accept-data-at-risk: docs/restore.md.");
        }
        if (status == ExitStatus.NOT_READY) {
            throw new Failure(status, "Nothing was done.");
        }
    }

    private void refuseToBeginWithADeletion(List<PlannedStep> steps) {
        steps.stream().limit(1).filter(PlannedStep::isDeletion).forEach(this::stopAtDeletion);
    }

    private void stopAtDeletion(PlannedStep step) {
        throw Failure.notReady(
                "%s is not wanted any more. A stack is deleted by hand, before what follows: %s. Then deploy again."
                        .formatted(step.stack(), step.command()));
    }

    /** They are not compared with what is deployed, so that nobody knows what a deployment does to them. */
    private List<String> elsewhere(List<String> stacks) {
        if (!withCopies) {
            stacks.forEach(stack -> say(
                    "%s is in another region and was not compared: npx cdk diff %s. Give --copies to deploy it, too, and first."
                            .formatted(stack, stack)));
        }
        return withCopies ? stacks : List.of();
    }

    /** The vaults of copies: what is deployed here copies to them. */
    private void deployElsewhere(Cdk cdk, Path made, String stack) {
        if (cdk.deploy(made, List.of(stack)) != 0) {
            throw Failure.failed(
                    "%s, in another region, was not deployed: the output above says why. Nothing else was begun."
                            .formatted(stack));
        }
    }

    private ExitStatus deploy(Cdk cdk, Path made, List<PlannedStep> steps) {
        var done = new ArrayList<String>();
        for (var step : steps) {
            if (step.isDeletion()) {
                sayHowFar(done, steps);
                stopAtDeletion(step);
            }
            say("%d of %d: %s".formatted(step.number(), steps.size(), step.stack()));
            var since = surroundings().clock().instant();
            if (cdk.deploy(made, List.of(step.stack())) != 0) {
                sayHowFar(done, steps);
                throw Failure.failed(advice(step.stack(), since));
            }
            done.add(step.stack());
        }
        return ExitStatus.DONE;
    }

    private void sayHowFar(List<String> done, List<PlannedStep> steps) {
        if (!done.isEmpty()) {
            say("Deployed: %s.".formatted(String.join(", ", done)));
        }
        var notBegun =
                steps.stream().skip(done.size() + 1L).map(PlannedStep::stack).toList();
        if (!notBegun.isEmpty()) {
            say("Not begun: %s.".formatted(String.join(", ", notBegun)));
        }
    }

    private String advice(String stack, Instant since) {
        var advice = new DeploymentAdvice(aws().client(CloudFormationClient.builder()))
                .of(stack, Names.of(deployment()).stackName(Layer.ofStack(stack)), since);
        return """
                %s was not deployed. %s
                Mended, deploy again: it goes on with %s. To go back instead, deploy the commit before; a version of OpenEMR or of the database is never \
                taken back, and docs/upgrading.md tells how to return to a recovery point.""".formatted(stack, advice, stack);
    }
}
