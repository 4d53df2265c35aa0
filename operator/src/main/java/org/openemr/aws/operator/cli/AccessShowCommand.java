package org.openemr.aws.operator.cli;

import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.settings.CdkJsonFile;
import picocli.CommandLine.Command;

@Command(name = "show", description = "Show who may connect to the load balancer, as cdk.json says.")
final class AccessShowCommand extends OperatorCommand {

    AccessShowCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var context = CdkJsonFile.in(surroundings().directory()).context();
        var facts = new LinkedHashMap<String, Object>();
        facts.put("ipv4", range(context.get(AccessChange.IPV4)));
        facts.put("ipv6", range(context.get(AccessChange.IPV6)));
        results().facts(facts);
        return ExitStatus.DONE;
    }

    private static String range(@Nullable Object value) {
        return value == null || value.toString().isBlank() ? "closed" : value.toString();
    }
}
