package org.openemr.aws.operator.cli;

import picocli.CommandLine.Command;

@Command(name = "users", description = "Who may sign in before OpenEMR, with sign_in: cognito.")
final class UsersCommand extends CommandGroup {}
