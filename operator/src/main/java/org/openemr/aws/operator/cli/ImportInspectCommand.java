package org.openemr.aws.operator.cli;

import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "inspect",
        description = {
            "Read a dump and the files of a site to their end, and say what they are, what will not come along, and what stands in the way.",
            "Needs no deployment and no AWS; nothing leaves this machine."
        },
        footer = {"", "Example:", "  openemr import inspect --database openemr.sql.gz --files sites.tar.gz"})
final class ImportInspectCommand extends OperatorCommand {

    @Mixin
    private ImportSource source = new ImportSource();

    ImportInspectCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        results().facts(ImportSource.facts(source.inspect(surroundings().directory())));
        return ExitStatus.DONE;
    }
}
