package org.openemr.aws.operator.cli;

import picocli.CommandLine.Command;

@Command(name = "settings", description = "Settings of the environments of a checkout, and OpenEMR's own.")
final class SettingsCommand extends CommandGroup {}
