package org.openemr.aws.operator.cli;

import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.api.ClientStore;
import org.openemr.aws.operator.api.Https;
import picocli.CommandLine.Option;

/** What the commands of the API have in common. */
abstract class ApiOperation extends OperatorCommand {

    @Option(
            names = "--insecure",
            description = "Believe any certificate: anybody in between can read and change what is sent.")
    private boolean insecure;

    ApiOperation(Surroundings surroundings) {
        super(surroundings);
    }

    final Https https() {
        if (insecure) {
            say("Warning: certificates are not verified. Anybody in between can read tokens and patients' data.");
        }
        return new Https(insecure);
    }

    final ClientStore store() {
        return new ClientStore(surroundings().environment(), surroundings().userDirectory(), deployment());
    }
}
