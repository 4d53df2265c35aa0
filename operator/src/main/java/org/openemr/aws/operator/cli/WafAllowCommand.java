package org.openemr.aws.operator.cli;

import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "allow",
        description = {
            "Let a managed rule count instead of blocking, on every path; or a user agent be no bot.",
            "Changes cdk.json and says how to apply it."
        },
        footer = {
            "",
            "Examples:",
            "  openemr waf allow SQLiExtendedPatterns_QUERYARGUMENTS",
            "  openemr waf allow --user-agent UptimeRobot"
        })
final class WafAllowCommand extends OperatorCommand {

    @Mixin
    private WafChange change;

    WafAllowCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        return change.allow(this);
    }
}
