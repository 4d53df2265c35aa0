package org.openemr.aws.operator.cli;

import picocli.CommandLine.Command;

@Command(name = "image", description = "The container image of OpenEMR.")
final class ImageCommand extends CommandGroup {}
