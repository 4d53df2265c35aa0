package org.openemr.aws.operator.cli;

import org.openemr.aws.operator.output.Format;
import picocli.CommandLine.Option;

/** Options that every command has. */
final class CommonOptions {

    @Option(
            names = {"-d", "--deployment"},
            paramLabel = "NAME",
            defaultValue = "openemr",
            description = "Which deployment (deployment_name in cdk.json; default: ${DEFAULT-VALUE}).")
    private String deployment;

    @Option(names = "--region", paramLabel = "REGION", description = "AWS region; else AWS_REGION or the profile's.")
    private String region;

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            description = "AWS profile; else AWS_PROFILE or the default chain.")
    private String profile;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, json or csv (default: ${DEFAULT-VALUE}).")
    private Format output;

    @Option(names = "--yes", description = "Answer questions with yes, for automation.")
    private boolean yes;

    @Option(names = "--debug", description = "Show the stack trace of an error.")
    private boolean debug;

    String deployment() {
        return deployment;
    }

    String region() {
        return region;
    }

    String profile() {
        return profile;
    }

    Format output() {
        return output;
    }

    boolean yes() {
        return yes;
    }

    boolean debug() {
        return debug;
    }
}
