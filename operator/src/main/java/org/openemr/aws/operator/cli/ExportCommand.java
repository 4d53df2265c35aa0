package org.openemr.aws.operator.cli;

import picocli.CommandLine.Command;

@Command(name = "export", description = "Export files or database to S3, for analytics.")
final class ExportCommand extends CommandGroup {}
