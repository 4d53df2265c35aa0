package org.openemr.aws.operator.cli;

import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "block",
        description = "Take back what `openemr waf allow` let through: changes cdk.json and says how to apply it.",
        footer = {"", "Example:", "  openemr waf block SQLiExtendedPatterns_QUERYARGUMENTS"})
final class WafBlockCommand extends OperatorCommand {

    @Mixin
    private WafChange change;

    WafBlockCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        return change.block(this);
    }
}
