package org.openemr.aws.operator.cli;

import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.export.Exports;
import picocli.CommandLine.Command;

@Command(name = "files", description = "Copy the files to S3, or follow the copy that runs.")
final class ExportFilesCommand extends OperatorCommand {

    ExportFilesCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var exports = new Exports(aws(), values());
        var task = exports.startFiles();
        return Following.follow(this, "Copying files", task, () -> exports.files(task));
    }
}
