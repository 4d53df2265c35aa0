package org.openemr.aws.operator.cli;

import picocli.CommandLine.Command;

@Command(
        name = "training",
        description = "Make and destroy a deployment for training, with patients whom nobody knows.")
final class TrainingCommand extends CommandGroup {}
