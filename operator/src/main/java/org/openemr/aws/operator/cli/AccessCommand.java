package org.openemr.aws.operator.cli;

import picocli.CommandLine.Command;

@Command(name = "access", description = "See and change who may connect.")
final class AccessCommand extends CommandGroup {}
