package org.openemr.aws.operator.cli;

import picocli.CommandLine.Command;

@Command(
        name = "openemr",
        description =
                "Operates OpenEMR on AWS. Everything of a deployment is found by its name, in the account and region that the"
                        + " credentials and --region say.",
        versionProvider = Version.class,
        footerHeading = "%nExit status:%n",
        footer = {
            "  0 done, 1 failed, 2 wrong usage, 3 not found, 4 not permitted, 5 not ready, 6 data at risk",
            "",
            "Results go to standard output, questions and progress to standard error. Guide: docs/operations.md"
        })
final class OpenEmrCommand extends CommandGroup {}
