package org.openemr.aws.operator.cli;

import picocli.CommandLine.Command;

@Command(name = "api", description = "Use OpenEMR's REST and FHIR APIs; needs activate_openemr_apis.")
final class ApiCommand extends CommandGroup {}
