package org.openemr.aws.operator.cli;

import picocli.CommandLine.Command;

@Command(name = "settings", description = "See, change and compare the settings of a checkout, and OpenEMR's own.")
final class SettingsCommand extends CommandGroup {}
