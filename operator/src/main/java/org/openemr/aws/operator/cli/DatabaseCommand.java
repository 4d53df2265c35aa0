package org.openemr.aws.operator.cli;

import picocli.CommandLine.Command;

@Command(name = "db", description = "Reach the database.")
final class DatabaseCommand extends CommandGroup {}
