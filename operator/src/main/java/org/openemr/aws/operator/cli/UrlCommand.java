package org.openemr.aws.operator.cli;

import java.util.Map;
import org.openemr.aws.contracts.ComputeContract;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.output.Format;
import picocli.CommandLine.Command;

@Command(
        name = "url",
        description = "Print the address of the site.",
        footer = {"", "Example:", "  xdg-open \"$(openemr url)\""})
final class UrlCommand extends OperatorCommand {

    UrlCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var address = values().get(ComputeContract.SITE_ADDRESS);
        if (results().format() == Format.TABLE) {
            terminal().out().println(address);
        } else {
            results().facts(Map.of("url", address));
        }
        return ExitStatus.DONE;
    }
}
