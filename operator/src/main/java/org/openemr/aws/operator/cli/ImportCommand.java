package org.openemr.aws.operator.cli;

import picocli.CommandLine.Command;

@Command(
        name = "import",
        description = {
            "Bring an existing OpenEMR into a fresh deployment: a dump of its database, and the files of its site.",
            "In this order: inspect, plan, run, check, and then finish or abort. The old installation is only read. Guide: docs/moving-in.md"
        })
final class ImportCommand extends CommandGroup {}
