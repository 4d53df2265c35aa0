package org.openemr.aws.operator.cli;

import picocli.CommandLine.Command;

@Command(name = "waf", description = "See what the web ACL blocked, and let through what should pass.")
final class WafCommand extends CommandGroup {}
