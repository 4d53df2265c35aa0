package org.openemr.aws.operator.cli;

import picocli.CommandLine.Command;

@Command(name = "access", description = "See and change who may connect.")
final class AccessCommand extends CommandGroup {

    static final String HOW_TO_APPLY = "To apply it: npx cdk deploy --exclusively NetworkStack";
}
