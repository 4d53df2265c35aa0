package org.openemr.aws.operator.cli;

import picocli.CommandLine.Command;

@Command(name = "settings", description = "OpenEMR's own settings.")
final class SettingsCommand extends CommandGroup {}
