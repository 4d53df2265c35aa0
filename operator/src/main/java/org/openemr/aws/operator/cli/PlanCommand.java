package org.openemr.aws.operator.cli;

import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.output.Format;
import org.openemr.aws.operator.plan.ChangeReport;
import org.openemr.aws.operator.plan.WantedTemplates;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "plan",
        description = {
            "Show what a deployment of cdk.json would do: which stacks in which order, what is interrupted, replaced or lost,"
                    + " and the commands.",
            "Compares the deployed templates with those of a synthesis into cdk.out by the rules of CloudFormation; nothing is"
                    + " changed.",
            "Ends with 5 when the deployment would fail, and with 6 when a store is replaced, goes, or may be deleted"
                    + " from now on."
        },
        footer = {"", "Examples:", "  openemr plan", "  openemr plan --assembly cdk.out --output json"})
final class PlanCommand extends OperatorCommand {

    @Mixin
    private AssemblyOption assembly;

    PlanCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        checkout();
        var made = assembly.of(this);
        var commands = commands(assembly.given());
        var report = ChangeReport.of(deployedStacks(), WantedTemplates.in(made), commands);
        var elsewhere = WantedTemplates.elsewhere(made);
        if (results().format() == Format.JSON) {
            var facts = report.facts();
            facts.put("elsewhere", elsewhere);
            results().facts(facts);
        } else {
            results().rows(ChangeReport.COLUMNS, report.rows(), "Nothing is to do.");
            report.lines().forEach(this::say);
            report.commands().forEach(this::say);
            elsewhere.forEach(
                    stack -> say("%s is elsewhere and was not compared: npx cdk diff %s. Deploy it before DataStack."
                            .formatted(stack, stack)));
        }
        return report.status();
    }
}
