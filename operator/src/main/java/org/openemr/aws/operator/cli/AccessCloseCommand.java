package org.openemr.aws.operator.cli;

import java.util.List;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.settings.CdkJsonFile;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "close",
        description = "Take a block's access away, or everybody's: changes cdk.json and says how to apply it.",
        footer = {"", "Examples:", "  openemr access close 203.0.113.0/24", "  openemr access close --all"})
final class AccessCloseCommand extends OperatorCommand {

    @ArgGroup(multiplicity = "1")
    private Blocks blocks;

    AccessCloseCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** One block, or all. */
    static final class Blocks {

        @Parameters(paramLabel = "CIDR", description = "A block as `openemr access show` names it.")
        private String cidr;

        @Option(names = "--all", description = "Every block: nobody connects.")
        private boolean all;
    }

    @Override
    ExitStatus execute() {
        var file = checkout();
        var closed = blocks.all ? withoutAll(file) : without(file, blocks.cidr);
        return new AccessChange(file, closed).apply(this, "Closed already.");
    }

    private static CdkJsonFile withoutAll(CdkJsonFile file) {
        var closed = file;
        for (var key : List.of(AccessChange.IPV4, AccessChange.IPV6)) {
            if (file.context().get(key) != null) {
                closed = closed.with(key, null);
            }
        }
        return closed;
    }

    private static CdkJsonFile without(CdkJsonFile file, String block) {
        var key = AccessChange.key(block);
        var present = SettingsChange.elements(file, key);
        if (present.stream().noneMatch(other -> AccessChange.isSame(other, block))) {
            throw Failure.usage(
                    "%s admits no %s: %s".formatted(key, block, present.isEmpty() ? "it is closed" : present));
        }
        return AccessChange.with(
                file,
                key,
                present.stream()
                        .filter(other -> !AccessChange.isSame(other, block))
                        .toList());
    }
}
