package org.openemr.aws.operator.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openemr.aws.operator.output.Format;
import picocli.CommandLine.Option;

/** Options that every command has. */
final class CommonOptions {

    @Option(
            names = {"-d", "--deployment"},
            paramLabel = "NAME",
            description = "Which deployment (default: that of cdk.json here, else openemr).")
    private @Nullable String deployment;

    @Option(
            names = {"-e", "--environment"},
            paramLabel = "NAME",
            description = "Which environment of the checkout, a file environments/NAME.json.")
    private @Nullable String environment;

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

    Optional<String> deployment() {
        return Optional.ofNullable(deployment);
    }

    Optional<String> environment() {
        return Optional.ofNullable(environment);
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
