package org.openemr.aws.operator.cli;

import picocli.CommandLine.Command;

@Command(name = "mail", description = "Try mail out, see how it stands, and change its password.")
final class MailCommand extends CommandGroup {}
