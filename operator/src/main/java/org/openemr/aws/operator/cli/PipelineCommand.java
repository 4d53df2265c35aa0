package org.openemr.aws.operator.cli;

import picocli.CommandLine.Command;

@Command(name = "pipeline", description = "A pipeline of your repository that plans and deploys.")
final class PipelineCommand extends CommandGroup {}
