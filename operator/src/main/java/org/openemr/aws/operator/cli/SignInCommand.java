package org.openemr.aws.operator.cli;

import picocli.CommandLine.Command;

@Command(name = "sign-in", description = "Where people sign in before OpenEMR.")
final class SignInCommand extends CommandGroup {}
