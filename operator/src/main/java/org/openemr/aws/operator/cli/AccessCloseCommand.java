package org.openemr.aws.operator.cli;

import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.settings.CdkJsonFile;
import picocli.CommandLine.Command;

@Command(name = "close", description = "Let nobody connect: changes cdk.json and says how to apply it.")
final class AccessCloseCommand extends OperatorCommand {

    AccessCloseCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var file = CdkJsonFile.in(surroundings().directory());
        var closed = file;
        for (var key : new String[] {AccessChange.IPV4, AccessChange.IPV6}) {
            if (file.context().get(key) != null) {
                closed = closed.with(key, null);
            }
        }
        var changed = new AccessChange(file, closed).save();
        changed.forEach(line -> terminal().out().println(line));
        say(changed.isEmpty() ? "Closed already." : AccessCommand.howToApply(file, closed));
        return ExitStatus.DONE;
    }
}
