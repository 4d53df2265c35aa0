package org.openemr.aws.operator.cli;

import java.util.LinkedHashMap;
import java.util.List;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Surroundings;
import picocli.CommandLine.Command;

@Command(name = "show", description = "Show who may connect to the load balancer, as cdk.json says.")
final class AccessShowCommand extends OperatorCommand {

    AccessShowCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var file = checkout();
        var facts = new LinkedHashMap<String, Object>();
        facts.put("ipv4", shown(SettingsChange.elements(file, AccessChange.IPV4)));
        facts.put("ipv6", shown(SettingsChange.elements(file, AccessChange.IPV6)));
        results().facts(facts);
        return ExitStatus.DONE;
    }

    private static String shown(List<String> blocks) {
        return blocks.isEmpty() ? "closed" : String.join(", ", blocks);
    }
}
