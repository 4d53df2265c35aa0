package org.openemr.aws.operator.cli;

import picocli.CommandLine.Command;

@Command(name = "backup", description = "Take, list, restore and try out recovery points.")
final class BackupCommand extends CommandGroup {}
