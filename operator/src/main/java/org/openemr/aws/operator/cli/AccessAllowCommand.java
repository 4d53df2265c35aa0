package org.openemr.aws.operator.cli;

import java.util.LinkedHashSet;
import java.util.List;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.settings.PublicAddress;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "allow",
        description = "Let one more block of addresses connect: changes cdk.json and says how to apply it.",
        footer = {"", "Examples:", "  openemr access allow 203.0.113.0/24", "  openemr access allow --my-ip"})
final class AccessAllowCommand extends OperatorCommand {

    @ArgGroup(multiplicity = "1")
    private Range range;

    AccessAllowCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** A block of addresses, or this machine's own address. */
    static final class Range {

        @Parameters(paramLabel = "CIDR", description = "An IPv4 or IPv6 block.")
        private String cidr;

        @Option(names = "--my-ip", description = "The address that this machine has on the internet.")
        private boolean myIp;
    }

    @Override
    ExitStatus execute() {
        var file = checkout();
        var block = range.myIp ? new PublicAddress(surroundings().environment()).asBlock() : range.cidr;
        var key = AccessChange.key(block);
        var blocks = new LinkedHashSet<>(SettingsChange.elements(file, key));
        var after = blocks.add(block) ? AccessChange.with(file, key, List.copyOf(blocks)) : file;
        return new AccessChange(file, after).apply(this, "Allowed already.");
    }
}
